import type { Connection, ConnectionClass } from '@portolan/contract/redirection'

/** A connection that is made, and the class that it stands for. */
export type MadeConnection = {
  readonly what: string
  readonly expected: ConnectionClass
  readonly connection: Connection
}

/** What can be dialled from a pod and into it. */
export type Surroundings = {
  readonly own: string
  /** Where its application listens. */
  readonly appPort: number
  readonly services: readonly { readonly address: string; readonly port: number }[]
  readonly nameserver: string
  readonly proxy: number
}

/** Any user that is not the proxy's. */
export const application = { sourceUid: 65_534, sourceGid: 65_534 }

/** The connections that are made with every pod, in all classes but the excluded ones. */
export function ordinaryConnections(of: Surroundings): readonly MadeConnection[] {
  const { own, appPort, services, nameserver, proxy } = of
  const proxyItself = { sourceUid: proxy, sourceGid: proxy }
  const [first = { address: nameserver, port: 80 }, second = first, third = second] = services
  return [
    inbound('its application', 'inbound', own, appPort),
    inbound('a port on which nothing listens', 'inbound', own, 9_999),
    inbound('the tunnel’s port', 'inbound', own, 15_008),
    inbound('health of the agent', 'health-port', own, 15_020),
    inbound('health of Envoy', 'health-port', own, 15_021),
    inbound('metrics of Envoy', 'health-port', own, 15_090),
    outbound('a service', 'outbound', first.address, first.port),
    outbound('another service', 'outbound', second.address, second.port),
    outbound('a third service', 'outbound', third.address, third.port),
    outbound('itself by loopback', 'to-itself-by-loopback', '127.0.0.1', appPort),
    outbound('Envoy’s administration', 'to-itself-by-loopback', '127.0.0.1', 15_000),
    outbound('another loopback address', 'to-itself-by-loopback', '127.0.0.2', appPort),
    outbound('itself by its own address', 'to-itself-by-own-address', own, appPort),
    outbound('its own address, another port', 'to-itself-by-own-address', own, 9_998),
    outbound('its own address, the agent', 'to-itself-by-own-address', own, 15_020),
    outbound('a service, as the proxy', 'proxy-own', first.address, first.port, proxyItself),
    outbound('its own address, as the proxy', 'proxy-own', own, appPort, proxyItself),
    outbound('loopback, as the proxy', 'proxy-own', '127.0.0.1', appPort, proxyItself),
    outbound('a service, as the proxy’s group alone', 'proxy-own', second.address, second.port, {
      sourceUid: application.sourceUid,
      sourceGid: proxy,
    }),
    question('udp', 'the name server', nameserver),
    question('udp', 'something else on port 53', third.address),
    question('udp', 'the name server by loopback', '127.0.0.1'),
    question('tcp', 'the name server', nameserver),
    question('tcp', 'something else on port 53', third.address),
    question('tcp', 'a second thing on port 53', first.address),
    {
      ...question('udp', 'the name server, as the proxy', nameserver, proxyItself),
      expected: 'proxy-own',
    },
  ]
}

/** What the annotations of the planted pod exclude. */
export const exclusions = { inboundPort: 9_095, outboundPort: 9_090 }

export function excludedConnections(of: Surroundings): readonly MadeConnection[] {
  const [first = { address: of.nameserver, port: 80 }, second = first] = of.services
  return [
    inbound('an excluded inbound port', 'excluded', of.own, exclusions.inboundPort),
    outbound('an excluded outbound port', 'excluded', second.address, exclusions.outboundPort),
    outbound('an excluded range', 'excluded', first.address, first.port),
    outbound('an excluded range, another port', 'excluded', first.address, 7_777),
    outbound('what is not excluded', 'outbound', second.address, second.port),
    inbound('an inbound port that is not excluded', 'inbound', of.own, 9_096),
  ]
}

function inbound(what: string, expected: ConnectionClass, destination: string, port: number): MadeConnection {
  return { what, expected, connection: { direction: 'inbound', protocol: 'tcp', destination, port } }
}

function outbound(
  what: string,
  expected: ConnectionClass,
  destination: string,
  port: number,
  sender: { readonly sourceUid: number; readonly sourceGid: number } = application,
): MadeConnection {
  return {
    what,
    expected,
    connection: { direction: 'outbound', protocol: 'tcp', destination, port, ...sender },
  }
}

function question(
  protocol: 'tcp' | 'udp',
  what: string,
  destination: string,
  sender: { readonly sourceUid: number; readonly sourceGid: number } = application,
): MadeConnection {
  const expected = protocol === 'udp' ? 'dns-udp' : 'dns-tcp'
  return {
    what,
    expected,
    connection: { direction: 'outbound', protocol, destination, port: 53, ...sender },
  }
}
