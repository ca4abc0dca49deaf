import { listOf, messagesOf, textOf } from '../json/field.ts'
import type { Cell, ResourceTable } from '../table/resource-table.ts'
import { balancing, discoveryType } from './cluster-kind.ts'
import { clusterFacts } from './cluster-facts.ts'
import { clusterName } from './cluster-name.ts'
import { clusterRows } from './cluster-row.ts'
import type { ClusterRow } from './cluster-row.ts'
import { isHealthy } from './host-counters.ts'
import { istioObject, managementText, objectLink, objectText } from './istio-metadata.ts'
import { instantOf } from './proto-text.ts'
import { clusterTlsModes } from './tls-mode.ts'

/** Clusters of the dump with what `/clusters` says of them; a row is called by its full name. */
export const clustersTable: ResourceTable<ClusterRow> = {
  id: 'clusters',
  rows: clusterRows,
  columns: [
    {
      id: 'cluster.service',
      cell: ({ name }) => {
        const parsed = clusterName(name)
        return parsed === undefined ? name : parsed.host || undefined
      },
    },
    { id: 'cluster.port', cell: ({ name }) => clusterName(name)?.port },
    { id: 'cluster.subset', cell: ({ name }) => clusterName(name)?.subset || undefined },
    { id: 'cluster.direction', cell: ({ name }) => clusterName(name)?.direction },
    { id: 'cluster.type', cell: (row) => configured(row, discoveryType) },
    {
      id: 'cluster.destination-rule',
      cell: ({ entry }) =>
        objectText(istioObject(entry?.resource)) ?? (managementText(entry?.resource) || undefined),
      link: ({ entry }) => objectLink(istioObject(entry?.resource)),
    },
    { id: 'cluster.tls', cell: (row) => configured(row, (cluster) => clusterTlsModes(cluster).join(' / ')) },
    { id: 'cluster.balancing', cell: (row) => configured(row, balancing) },
    {
      id: 'cluster.healthy',
      cell: ({ status }) => status && messagesOf(status.message, 'host_statuses').filter(isHealthy).length,
      reads: 'count',
    },
    {
      id: 'cluster.hosts',
      cell: ({ status }) => status && listOf(status.message, 'host_statuses').length,
      reads: 'count',
      link: ({ name, status }) => status && { kind: 'row', table: 'endpoints', name },
    },
    { id: 'upstream.state', cell: ({ entry }) => entry?.state, reads: 'state' },
    { id: 'upstream.failure', cell: ({ entry }) => entry?.failure?.details },
    { id: 'cluster.name', cell: ({ name }) => name, extra: true },
    {
      id: 'cluster.connect-timeout',
      cell: ({ entry }) => textOf(entry?.resource, 'connect_timeout'),
      extra: true,
    },
    { id: 'upstream.version', cell: ({ entry }) => entry?.versionInfo, extra: true },
    {
      id: 'upstream.updated',
      cell: ({ entry }) => instantOf(entry?.lastUpdated),
      reads: 'instant',
      extra: true,
    },
  ],
  name: ({ name }) => name,
  place: ({ entry, status }) => {
    if (entry !== undefined) return { answer: 'dump', document: entry.document, path: entry.path }
    return status && { answer: 'clusters', document: 0, path: status.path }
  },
  facts: clusterFacts,
}

/** A cell of the configuration; absent when only `/clusters` is known. */
function configured(
  { entry }: ClusterRow,
  cell: (cluster: NonNullable<ClusterRow['entry']>['resource']) => Cell,
): Cell {
  return entry === undefined ? undefined : cell(entry.resource)
}
