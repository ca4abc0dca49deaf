import { counterOf, hostFlags } from '../clusters/host-counters.ts'
import { endpointTlsMode } from '../clusters/tls-mode.ts'
import { messageAt, messageOf, numberOf, textOf } from '../json/field.ts'
import type { Column, ResourceTable } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'
import { localityText } from './address-text.ts'
import { endpointFacts } from './endpoint-facts.ts'
import { endpointHealth, endpointStatus, outlierCheck } from './endpoint-health.ts'
import { endpointRows, rowAddress, rowPlace } from './endpoint-row.ts'
import type { EndpointRow } from './endpoint-row.ts'
import { endpointMetadata, workloadText } from './workload.ts'

/** Hosts of clusters; a row is called by its cluster. */
export const endpointsTable: ResourceTable<EndpointRow> = {
  id: 'endpoints',
  rows: endpointRows,
  columns: [
    { id: 'endpoint.address', cell: rowAddress },
    { id: 'endpoint.status', cell: endpointStatus, reads: 'state' },
    { id: 'endpoint.outlier', cell: outlierCheck, reads: 'state' },
    { id: 'endpoint.health', cell: endpointHealth, reads: 'state' },
    {
      id: 'cluster.name',
      cell: ({ cluster }) => cluster,
      link: ({ cluster }) => ({ kind: 'row', table: 'clusters', name: cluster }),
    },
    { id: 'endpoint.workload', cell: workloadText },
    {
      id: 'cluster.tls',
      cell: (row) => endpointTlsMode(row.configurations(row.cluster), endpointMetadata(row)),
    },
    {
      id: 'endpoint.locality',
      cell: ({ host, assigned }) =>
        localityText(messageOf(host?.message, 'locality')) ??
        localityText(messageOf(assigned?.group, 'locality')),
    },
    {
      id: 'upstream.weight',
      cell: ({ host, assigned }) =>
        numberOf(host?.message, 'weight') ?? numberOf(assigned?.endpoint, 'load_balancing_weight'),
      reads: 'count',
    },
    {
      id: 'upstream.priority',
      cell: ({ host, assigned }) =>
        numberOf(host?.message, 'priority') ?? numberOf(assigned?.group, 'priority') ?? 0,
      reads: 'count',
    },
    counter('endpoint.rq-total', 'rq_total'),
    counter('endpoint.rq-active', 'rq_active'),
    counter('endpoint.rq-error', 'rq_error'),
    counter('endpoint.cx-active', 'cx_active'),
    counter('endpoint.cx-fail', 'cx_connect_fail'),
    {
      id: 'endpoint.success-rate',
      cell: ({ host }) => numberOf(messageOf(host?.message, 'success_rate'), 'value'),
      reads: 'percent',
    },
    counter('endpoint.rq-timeout', 'rq_timeout', true),
    counter('endpoint.rq-success', 'rq_success', true),
    counter('endpoint.rq-pending', 'rq_pending_active', true),
    counter('endpoint.cx-total', 'cx_total', true),
    {
      id: 'endpoint.hostname',
      cell: ({ host, assigned }) =>
        textOf(host?.message, 'hostname') ?? textOf(messageAt(assigned?.endpoint, 'endpoint'), 'hostname'),
      extra: true,
    },
    {
      id: 'endpoint.flag',
      cell: ({ host }) => hostFlags(host?.message).join(', ') || undefined,
      extra: true,
    },
  ],
  name: ({ cluster }) => cluster,
  place: rowPlace,
  facts: endpointFacts,
}

function counter(id: WordId, name: string, extra = false): Column<EndpointRow> {
  return { id, cell: ({ host }) => counterOf(host?.message, name), reads: 'count', extra }
}
