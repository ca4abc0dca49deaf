import type { Endpoint } from '@portolan/contract/chart'
import type { PortId } from '../ids.ts'
import type { Explanations } from './explanation.ts'
import type { endpoints } from './en/endpoints.ts'

/** `SERVER/ENDPOINT`: one path means different things to different servers, and the same on each port of one. */
export type EndpointKey = keyof typeof endpoints

/** Endpoints of some servers, in another language than the one that defines the keys. */
export type EndpointsOf<Server extends string> = Readonly<
  Record<Extract<EndpointKey, `${Server}/${string}`>, string>
>

/** Which server answers on a port. Ports without endpoints have none. */
const servers: Readonly<Partial<Record<PortId, string>>> = {
  'envoy-admin': 'envoy',
  'envoy-metrics': 'envoy',
  'envoy-health': 'envoy',
  'agent-status': 'agent',
  'agent-debug-tap': 'agent',
  'istiod-http': 'istiod',
  'istiod-monitoring': 'istiod',
  'istiod-webhook': 'istiod',
  'istiod-ctrlz': 'controlz',
  'cni-ctrlz': 'controlz',
  'cni-metrics': 'cni',
  'cni-health': 'cni',
  'ztunnel-admin': 'ztunnel',
  'ztunnel-metrics': 'ztunnel',
  'ztunnel-readiness': 'ztunnel',
  'agentgateway-metrics': 'agentgateway',
  'agentgateway-readiness': 'agentgateway',
}

/**
 * What an endpoint of a port answers, or does. Go's profiles are the same
 * wherever a component serves them. `undefined` for a port or an endpoint that
 * this catalog does not know: charts come over the wire.
 */
export function explainEndpoint(
  { endpoints: words }: Pick<Explanations, 'endpoints'>,
  portId: string,
  endpoint: Pick<Endpoint, 'id'>,
): string | undefined {
  const server = new Map<string, string>(Object.entries(servers)).get(portId)
  if (server === undefined) return undefined
  const known = new Map<string, string>(Object.entries(words))
  return known.get(`${server}/${endpoint.id}`) ?? known.get(`go/${endpoint.id}`)
}
