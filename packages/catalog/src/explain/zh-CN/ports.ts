import type { Explanations } from '../explanation.ts'
import { agentPorts } from './agent-ports.ts'
import { envoyPorts } from './envoy-ports.ts'
import { gatewayPorts } from './gateway-ports.ts'
import { istiodPorts } from './istiod-ports.ts'
import { otherPorts } from './other-ports.ts'
import { ztunnelPorts } from './ztunnel-ports.ts'

export const ports: Explanations['ports'] = {
  ...envoyPorts,
  ...gatewayPorts,
  ...agentPorts,
  ...istiodPorts,
  ...ztunnelPorts,
  ...otherPorts,
}
