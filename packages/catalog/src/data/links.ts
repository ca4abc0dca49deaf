import type { PortId } from '../ids.ts'
import { controlLinks } from './control-links.ts'
import { agentKinds, peer, port, type LinkDefinition } from './define-link.ts'
import { healthLinks } from './health-links.ts'
import { dnsLinks, trafficLinks } from './traffic-links.ts'

const debugPorts = [
  'envoy-admin',
  'agent-debug-tap',
  'istiod-http',
  'istiod-ctrlz',
  'ztunnel-admin',
  'cni-ctrlz',
] as const satisfies readonly PortId[]

/** Debugging, from inside: only a port-forward or an exec reaches loopback. */
const debugLinks: readonly LinkDefinition[] = debugPorts.map((id) => ({
  id: 'you-to-debug',
  kinds: [...agentKinds, 'istiod', 'ztunnel', 'istio-cni'],
  from: peer('you'),
  to: port(id),
  protocol: 'HTTP by port-forward',
  purpose: 'debug',
}))

/** Who dials whom, for every kind of component. */
export const linkDefinitions: readonly LinkDefinition[] = [
  ...trafficLinks,
  ...dnsLinks,
  ...controlLinks,
  ...healthLinks,
  ...debugLinks,
]
