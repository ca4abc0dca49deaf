import type { ValueSource } from '@portolan/contract/chart'
import type { MatrixDeviation } from '@portolan/contract/matrix'
import type { MatrixFacts } from './matrix-facts.ts'
import type { KnownPort } from './known-ports.ts'
import { isOfMesh } from './declared-deviations.ts'

const excludeInbound = 'traffic.sidecar.istio.io/excludeInboundPorts'
const includeInbound = 'traffic.sidecar.istio.io/includeInboundPorts'
const excludeOutbound = 'traffic.sidecar.istio.io/excludeOutboundPorts'
const statusPort = 'status.sidecar.istio.io/port'

/** Settings that move a port of the mesh, or keep a port of the workload out of it. */
export function settingsDeviations(facts: MatrixFacts, port: KnownPort): readonly MatrixDeviation[] {
  const { usual, number, chartPort } = port
  if (usual !== undefined && number !== undefined && number !== usual) {
    const source = chartPort?.number.kind === 'known' ? sourceText(chartPort.number.source) : ''
    return [{ id: 'moved', severity: 'hint', subject: source }]
  }
  if (facts.kind !== 'sidecar' || number === undefined || port.transport === 'udp' || isOfMesh(port))
    return []
  const annotations = facts.pod.metadata?.annotations ?? {}
  const excluded = portsOf(annotations[excludeInbound]).has(number)
  const included = annotations[includeInbound]
  const leftOut = included !== undefined && included.trim() !== '*' && !portsOf(included).has(number)
  if (!excluded && !leftOut) return []
  return [{ id: 'excluded-inbound', severity: 'hint', subject: excluded ? excludeInbound : includeInbound }]
}

/** Settings that concern the pod, not one of its ports. */
export function podSettingsDeviations({ pod, kind, chartPorts }: MatrixFacts): readonly MatrixDeviation[] {
  const outbound = pod.metadata?.annotations?.[excludeOutbound]?.trim() ?? ''
  const off = chartPorts.find(
    ({ presence }) => presence.kind === 'absent' && presence.why === 'status-port-zero',
  )
  const by = off?.number.kind === 'known' ? sourceText(off.number.source) : statusPort
  return [
    ...(off === undefined ? [] : [{ id: 'status-port-off', severity: 'warning', subject: by } as const]),
    ...(kind === 'sidecar' && outbound !== ''
      ? [{ id: 'excluded-outbound', severity: 'hint', subject: outbound } as const]
      : []),
  ]
}

function portsOf(list: string | undefined): ReadonlySet<number> {
  return new Set((list ?? '').split(',').map((one) => Number(one.trim() || Number.NaN)))
}

/** Where a value came from, in the objects' own words. */
function sourceText(source: ValueSource): string {
  switch (source.kind) {
    case 'annotation':
      return source.name
    case 'env':
    case 'flag':
      return `${source.name} (${source.container})`
    case 'mesh-config':
      return `${source.object}: ${source.path}`
    case 'listener':
      return source.listener
    case 'declared':
      return source.container
    case 'service':
      return source.service
    case 'default':
    case 'socket-table':
      return ''
  }
}
