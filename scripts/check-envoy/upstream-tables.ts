import { clusterName } from '@portolan/envoy/clusters/cluster-name'
import type { ClusterName } from '@portolan/envoy/clusters/cluster-name'
import { edsStatus, hostFlags } from '@portolan/envoy/clusters/host-counters'
import { managementText } from '@portolan/envoy/clusters/istio-metadata'
import type { DumpEntry } from '@portolan/envoy/dump/proxy-dump'
import { rowAddress } from '@portolan/envoy/endpoints/endpoint-row'
import { endpointsTable } from '@portolan/envoy/endpoints/endpoints-table'
import { messageOf, textOf, textsOf } from '@portolan/envoy/json/field'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { shortDomainsText } from '@portolan/envoy/routes/domains-text'
import { shortMatchText } from '@portolan/envoy/routes/match-text'
import { routesTable } from '@portolan/envoy/routes/routes-table'
import { clustersTable } from '@portolan/envoy/clusters/clusters-table'
import type { ShortTable } from './short-table.ts'

/**
 * `istioctl proxy-config route`, without routes to the PassthroughCluster, which
 * it leaves out.
 * @see istio: istioctl/pkg/writer/envoy/configdump/route.go
 */
function routeCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  return routesTable.rows(answers).flatMap(({ entry, virtualHost, route }) => {
    if (virtualHost === undefined) return []
    if (textOf(messageOf(route, 'route'), 'cluster') === 'PassthroughCluster') return []
    return [
      [
        entry.name,
        textOf(virtualHost, 'name') ?? '',
        shortDomainsText(textsOf(virtualHost, 'domains')),
        route === undefined ? '/*' : shortMatchText(messageOf(route, 'match')),
        route === undefined ? '404' : managementText(route),
      ],
    ]
  })
}

function hasResource({ resource }: DumpEntry): boolean {
  return Object.keys(resource).length > 0
}

function integer(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined
}

/** @see istio: istioctl/pkg/writer/envoy/configdump/cluster.go */
function clusterCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  return clustersTable
    .rows(answers)
    .flatMap(({ name, entry }) => {
      if (entry === undefined || !hasResource(entry)) return []
      if (entry.state !== 'active' && entry.state !== 'static') return []
      return [{ resource: entry.resource, key: subsetKey(name) }]
    })
    .map(({ resource, key }) => [
      key.host,
      key.direction === undefined ? '-' : String(key.port),
      key.subset === '' ? '-' : key.subset,
      key.direction ?? '-',
      textOf(resource, 'type') ?? 'STATIC',
      managementText(resource),
    ])
}

type SubsetKey = Omit<ClusterName, 'direction'> & { readonly direction: string | undefined }

/** istioctl reads only names with bars; those of SNI-DNAT stand as they are. */
function subsetKey(name: string): SubsetKey {
  const parts = name.split('|')
  const [direction = '', port = '', subset = ''] = parts
  if (parts.length < 4) return { direction: undefined, port: 0, subset: '', host: name }
  return clusterName(name) ?? { direction, port: integer(port) ?? 0, subset, host: '' }
}

/** @see istio: istioctl/pkg/writer/envoy/clusters/clusters.go */
function endpointCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  return endpointsTable.rows(answers).flatMap((row) => {
    if (row.host === undefined) return []
    const host = row.host.message
    const outlier = hostFlags(host).includes('failed_outlier_check') ? 'FAILED' : 'OK'
    return [[rowAddress(row), edsStatus(host), outlier, row.cluster]]
  })
}

/** The short tables of routes, clusters and endpoints, exactly as istioctl prints them. */
export const upstreamShortTables: readonly ShortTable[] = [
  { command: ['route'], cells: routeCells },
  { command: ['cluster'], cells: clusterCells },
  { command: ['endpoint'], cells: endpointCells },
]
