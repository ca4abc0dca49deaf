import type { ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { PortState } from '@portolan/contract/port-state'

/**
 * What a piece of evidence says of the port that was asked. A
 * state is never stored: it is this reading of the latest evidence.
 *
 * Something that answers in another language than its port's (`unexpected`)
 * listens and is not what it should be, hence `not-ready`; so does something
 * that takes the question and stays silent (docs/adr/0004).
 */
export function stateOf(port: Pick<ChartPort, 'probe'>, evidence: Evidence): PortState {
  switch (evidence.kind) {
    case 'http':
      return port.probe.kind === 'http' && port.probe.notReady.includes(evidence.status)
        ? 'not-ready'
        : 'open'
    case 'tls':
    case 'tls-alert':
    case 'http2-settings':
    case 'dns':
    case 'accepted':
      return 'open'
    case 'silent':
    case 'unexpected':
      return 'not-ready'
    case 'refused':
    case 'not-running':
      return 'closed'
    case 'tunnel':
      return stateOfTunnel(evidence.code)
    case 'access':
      return 'forbidden'
    case 'catalog':
      return 'absent'
    case 'unresolved':
    case 'not-asked':
      return 'unknown'
  }
}

function stateOfTunnel(code: Extract<Evidence, { kind: 'tunnel' }>['code']): PortState {
  if (code === 'forbidden') return 'forbidden'
  // Every other failure is the way's, not the port's.
  return code === 'refused' ? 'closed' : 'unknown'
}
