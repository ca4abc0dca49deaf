import type { MatrixDeviation } from '@portolan/contract/matrix'
import type { KnownPort } from './known-ports.ts'
import { targetText } from './known-ports.ts'
import type { MatrixFacts } from './matrix-facts.ts'
import { tellsProtocol } from './protocol-name.ts'

/** Kinds whose Services' port names decide how Istio treats what arrives. */
const servesByName: ReadonlySet<string> = new Set(['sidecar', 'captured-workload', 'proxyless'])
/** Kinds whose listeners are made by their configuration, whatever a container declares. */
export const servesByListener: ReadonlySet<string> = new Set(['gateway', 'waypoint', 'agentgateway'])
/** The catalog's ports that are the workload's own, or made for it. */
const ofWorkload: ReadonlySet<string> = new Set(['application', 'unknown'])

/** What containers and Services say of a port, held against each other and against the mesh. */
export function declaredDeviations(facts: MatrixFacts, port: KnownPort): readonly MatrixDeviation[] {
  const found: MatrixDeviation[] = []
  const foreign = port.declaredBy.filter((name) => name !== facts.meshContainer)
  if (isOfMesh(port) && foreign.length > 0 && facts.kind !== 'istiod') {
    found.push({ id: 'reserved-port', severity: 'error', subject: foreign.join(', ') })
  } else if (port.declaredBy.length > 1) {
    found.push({ id: 'declared-twice', severity: 'warning', subject: port.declaredBy.join(', ') })
  }
  const undeclared =
    port.targets.length > 0 &&
    port.declaredBy.length === 0 &&
    !isOfMesh(port) &&
    !servesByListener.has(facts.kind)
  if (undeclared) found.push({ id: 'target-undeclared', severity: 'hint', subject: texts(port.targets) })
  const unnamed = servesByName.has(facts.kind) ? port.targets.filter((one) => !tellsProtocol(one.port)) : []
  if (unnamed.length > 0) found.push({ id: 'protocol-unnamed', severity: 'hint', subject: texts(unnamed) })
  return found
}

/** Whether the mesh itself listens there: Envoy, the agent, istiod, ztunnel. */
export function isOfMesh({ id, expected }: Pick<KnownPort, 'id' | 'expected'>): boolean {
  return expected !== undefined && !ofWorkload.has(id) && id !== 'gateway-listener' && id !== 'envoy-listener'
}

function texts(targets: KnownPort['targets']): string {
  return targets.map(targetText).join(', ')
}
