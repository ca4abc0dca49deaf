import { agentgatewayMetrics, agentgatewayReadiness } from '../data/agentgateway-ports.ts'
import { envText } from '../settings/env-values.ts'
import { applicationPorts } from './application-ports.ts'
import { draftPort, possible, type Draft, type PodContext } from './draft.ts'
import { numbersOf } from './draft-proxy.ts'
import { gatewayPorts } from './gateway-ports.ts'
import { applicationProcesses, meshProcesses } from './processes.ts'

/** A gateway that is neither Envoy nor has an agent; its listeners cannot be asked for. */
export function draftAgentgateway(context: PodContext): Draft {
  const own = [draftPort(agentgatewayReadiness, context), draftPort(agentgatewayMetrics, context)]
  const gateway = gatewayPorts(context, numbersOf(own)).map(({ port, hangsOn }) => ({
    port: { ...port, process: 'agentgateway', presence: possible('no-envoy') },
    hangsOn: hangsOn.filter((id) => id !== 'envoy-listeners'),
  }))
  return {
    processes: [...meshProcesses(context, 'agentgateway'), ...applicationProcesses(context)],
    ports: [...gateway, ...own],
    sockets: [],
    istiodAddress: envText(context.mesh, 'XDS_ADDRESS') ?? envText(context.mesh, 'CA_ADDRESS'),
  }
}

/** A pod that has nothing of the mesh: what it serves, and who calls it. */
export function draftOutside(context: PodContext): Draft {
  return {
    processes: applicationProcesses(context),
    ports: applicationPorts(context, new Set()),
    sockets: [],
  }
}
