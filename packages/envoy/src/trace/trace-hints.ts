import { isInUse } from '../dump/read-dump.ts'
import type { ProxyDump } from '../dump/proxy-dump.ts'
import { messageOf, messagesOf, numberOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { chainsOf } from '../listeners/listener-row.ts'
import { bindsToPort, handsOn, listenerKind, listenerPort } from '../listeners/listener-address.ts'
import type { TracedRequest } from './trace.ts'

type Direction = TracedRequest['direction']

/** What can be asked of a proxy: by which ways a request meets it, and what names and ports it knows there. */
export type TraceHints = {
  readonly directions: readonly Direction[]
  readonly hosts: readonly string[]
  readonly ports: Readonly<Record<Direction, readonly number[]>>
  /** A few requests that routes of this proxy are made for. */
  readonly examples: readonly TraceExample[]
}

export type TraceExample = {
  readonly direction: Direction
  readonly host: string
  readonly port: number
  readonly path: string
}

/** More than one looks through; a mesh may have tens of thousands of names. */
const mostHosts = 500
const mostExamples = 3

/**
 * What a reader may want to ask of this proxy. A sidecar has a listener that hands
 * connections on, or one that takes what comes in; without either it is a gateway.
 * @param dump its listeners and routes
 */
export function traceHints(dump: ProxyDump): TraceHints {
  const listeners = dump.entries.listener
    .filter(({ state, resource }) => isInUse(state) && listenerKind(resource) === 'TCP')
    .map(({ resource }) => resource)
  const outbound = listeners.filter((one) => !bindsToPort(one))
  const incoming = listeners.filter(
    (one) => textOf(one, 'traffic_direction') === 'INBOUND' && bindsToPort(one) && !handsOn(one),
  )
  const inboundPorts = incoming.flatMap((one) =>
    chainsOf(one).flatMap(
      ({ chain }) => numberOf(messageOf(chain, 'filter_chain_match'), 'destination_port') ?? [],
    ),
  )
  const ports = {
    outbound: sorted(outbound.map(listenerPort)),
    inbound: sorted(inboundPorts),
    gateway: sorted(listeners.filter(bindsToPort).map(listenerPort)),
  }
  const directions: readonly Direction[] = listeners.some(handsOn)
    ? ['outbound', 'inbound']
    : ports.inbound.length > 0
      ? ['inbound']
      : ['gateway']
  return { directions, hosts: hostsOf(dump), ports, examples: examplesOf(dump, directions, ports) }
}

function hostsOf({ entries }: ProxyDump): readonly string[] {
  const hosts = new Set<string>()
  for (const { resource } of entries.route)
    for (const virtualHost of messagesOf(resource, 'virtual_hosts'))
      for (const domain of textsOf(virtualHost, 'domains')) {
        if (domain.includes('*')) continue
        hosts.add(domain)
        if (hosts.size >= mostHosts) return [...hosts].sort()
      }
  return [...hosts].sort()
}

/** Istio calls the routes of a port by it: `8080` out of a sidecar, `http.8080` at a gateway. */
function examplesOf(
  { entries }: ProxyDump,
  directions: readonly Direction[],
  ports: TraceHints['ports'],
): readonly TraceExample[] {
  const [inboundPort] = directions.includes('inbound') ? ports.inbound : []
  const into: readonly TraceExample[] =
    inboundPort === undefined
      ? []
      : [{ direction: 'inbound', host: 'localhost', port: inboundPort, path: '/' }]
  const direction = directions.includes('gateway') ? 'gateway' : 'outbound'
  const found: TraceExample[] = []
  for (const { name, resource } of entries.route) {
    const port = Number(/^(?:http\.|.*:)?(\d+)$/.exec(name)?.[1])
    if (!ports[direction].includes(port)) continue
    for (const virtualHost of messagesOf(resource, 'virtual_hosts')) {
      const host = textsOf(virtualHost, 'domains').find((domain) => !domain.includes('*'))
      const [route] = messagesOf(virtualHost, 'routes')
      if (host === undefined || route === undefined) continue
      found.push({ direction, host, port, path: pathOf(messageOf(route, 'match')) })
      if (found.length + into.length >= mostExamples) return [...found, ...into]
      // One of each port tells more than three of one.
      break
    }
  }
  return [...found, ...into]
}

function pathOf(match: JsonObject | undefined): string {
  return textOf(match, 'path') ?? textOf(match, 'path_separated_prefix') ?? textOf(match, 'prefix') ?? '/'
}

function sorted(ports: readonly number[]): readonly number[] {
  return [...new Set(ports)].filter((port) => port > 0).sort((a, b) => a - b)
}
