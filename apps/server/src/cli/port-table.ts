import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { PodObservations } from '@portolan/contract/observation'

/** The ports of a pod as a table for the terminal: number, process, name, state, and why that is believed. */
export function portTable(chart: Chart, { ports }: PodObservations): string {
  const observed = new Map(ports.map((observation) => [observation.port, observation]))
  const processes = new Map(chart.processes.map(({ key, name }) => [key, name]))
  const rows = chart.ports
    .toSorted((a, b) => numberOf(a) - numberOf(b))
    .map((port) => {
      const observation = observed.get(port.key)
      return [
        port.number.kind === 'known' ? String(port.number.value) : `${port.number.usual}?`,
        processes.get(port.process) ?? port.process,
        port.name ?? port.id,
        observation?.state ?? 'unknown',
        observation === undefined ? '' : evidenceText(observation.evidence),
      ]
    })
  return columns([['PORT', 'PROCESS', 'NAME', 'STATE', 'EVIDENCE'], ...rows])
}

/** Evidence as one short line of English. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'http':
      return `GET ${evidence.path} answered ${evidence.status} in ${Math.round(evidence.milliseconds)} ms`
    case 'tls':
      return `TLS handshake, certificate of ${evidence.names.join(', ')} until ${evidence.notAfter}`
    case 'tls-alert':
      return `TLS, asks for a client certificate: ${evidence.text}`
    case 'http2-settings':
      return 'HTTP/2 SETTINGS frame'
    case 'dns':
      return `DNS answer ${evidence.rcode} for ${evidence.question}`
    case 'accepted':
      return `accepted, held ${Math.round(evidence.heldMilliseconds)} ms${evidence.closedByPeer ? ', then closed by the pod' : ''}`
    case 'silent':
      return `accepted, no answer to ${evidence.asked} within ${Math.round(evidence.afterMilliseconds)} ms`
    case 'unexpected':
      return `an unexpected answer to ${evidence.asked}: ${evidence.text}`
    case 'refused':
    case 'tunnel':
    case 'access':
    case 'not-running':
      return evidence.text
    case 'catalog':
    case 'not-asked':
      return evidence.reason
    case 'unresolved':
      return `number unknown without ${evidence.unread.join(', ')}`
    default:
      return evidence satisfies never
  }
}

function numberOf({ number }: ChartPort): number {
  return number.kind === 'known' ? number.value : number.usual
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .replaceAll(/\s*\n\s*/g, ' '),
    )
    .join('\n')
}
