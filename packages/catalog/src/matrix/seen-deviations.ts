import type { MatrixDeviation } from '@portolan/contract/matrix'
import { servesByListener } from './declared-deviations.ts'
import type { KnownPort } from './known-ports.ts'
import { endpointsOf } from './known-ports.ts'
import type { MatrixFacts, Sighting } from './matrix-facts.ts'

/** What was seen of a port, against what was to be expected. */
export function seenDeviations(
  facts: MatrixFacts,
  port: KnownPort,
  sighting: Sighting | undefined,
): readonly MatrixDeviation[] {
  switch (sighting?.state) {
    case 'closed':
      return port.expected === 'expected' ? [{ id: 'expected-closed', severity: 'error' }] : []
    case 'not-ready':
      return [{ id: 'seen-not-ready', severity: 'warning' }]
    case 'open': {
      // A gateway's listeners are told by its configuration, which is not read for a whole mesh.
      const told =
        servesByListener.has(facts.kind) ||
        port.expected !== undefined ||
        port.declaredBy.length + port.services.length > 0
      return told ? [] : [{ id: 'listening-unknown', severity: 'warning' }]
    }
    case 'absent':
    case 'forbidden':
    case 'unknown':
    case undefined:
      return []
  }
}

/**
 * istiod's endpoints against the cluster's Services. A pod that is not ready has
 * no endpoint by rights, and of a Service that istiod does not know nothing can
 * be said: it may not watch that namespace.
 */
export function endpointDeviations(facts: MatrixFacts, port: KnownPort): readonly MatrixDeviation[] {
  const { endpoints, pod } = facts
  if (endpoints === undefined || facts.services === undefined || pod.spec?.hostNetwork === true) return []
  if (port.istiod && port.targets.length === 0) {
    const hosts = endpointsOf(facts).get(port.number ?? 0) ?? []
    return [{ id: 'only-at-istiod', severity: 'hint', subject: hosts.join(', ') }]
  }
  if (port.istiod || port.transport === 'udp' || !isReady(facts)) return []
  const missing = port.targets.filter(({ service: { metadata } }) =>
    endpoints.services.has(`${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`),
  )
  const subject = [...new Set(missing.map(({ service }) => service.metadata?.name ?? ''))].join(', ')
  return missing.length === 0 ? [] : [{ id: 'missing-at-istiod', severity: 'warning', subject }]
}

function isReady({ pod }: MatrixFacts): boolean {
  const { metadata, status } = pod
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True'
  return ready && metadata?.deletionTimestamp === undefined
}
