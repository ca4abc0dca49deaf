import { istioObject, managementText, objectLink, objectText } from '../clusters/istio-metadata.ts'
import { instantOf } from '../clusters/proto-text.ts'
import { messageOf, textOf, textsOf } from '../json/field.ts'
import type { ResourceTable } from '../table/resource-table.ts'
import { actionText, singleCluster } from './action-text.ts'
import { shortDomainsText } from './domains-text.ts'
import { matchText } from './match-text.ts'
import { routeFacts } from './route-facts.ts'
import { routeRows } from './route-row.ts'
import type { RouteRow } from './route-row.ts'

/** Routes in the order in which Envoy tries them; a row is called by its route configuration. */
export const routesTable: ResourceTable<RouteRow> = {
  id: 'routes',
  rows: routeRows,
  columns: [
    { id: 'route.configuration', cell: ({ entry }) => entry.name },
    { id: 'route.virtual-host', cell: ({ virtualHost }) => textOf(virtualHost, 'name') },
    {
      id: 'route.domains',
      cell: ({ virtualHost }) =>
        virtualHost === undefined ? undefined : shortDomainsText(textsOf(virtualHost, 'domains')),
    },
    { id: 'route.match', cell: ({ route }) => route && matchText(messageOf(route, 'match')) },
    {
      id: 'route.action',
      cell: ({ virtualHost, route }) => {
        if (route !== undefined) return actionText(route)
        return virtualHost === undefined ? undefined : '404'
      },
      link: ({ route }) => {
        const name = singleCluster(route)
        return name === undefined ? undefined : { kind: 'row', table: 'clusters', name }
      },
    },
    {
      id: 'route.virtual-service',
      cell: ({ route }) => objectText(istioObject(route)) ?? (managementText(route) || undefined),
      link: ({ route }) => objectLink(istioObject(route)),
    },
    { id: 'route.order', cell: ({ order }) => order, reads: 'count' },
    { id: 'upstream.state', cell: ({ entry }) => entry.state, reads: 'state' },
    { id: 'route.name', cell: ({ route }) => textOf(route, 'name'), extra: true },
    {
      id: 'route.timeout',
      cell: ({ route }) => textOf(messageOf(route, 'route'), 'timeout'),
      extra: true,
    },
    {
      id: 'route.all-domains',
      cell: ({ virtualHost }) => textsOf(virtualHost, 'domains').join(' ') || undefined,
      extra: true,
    },
    { id: 'upstream.version', cell: ({ entry }) => entry.versionInfo, extra: true },
    {
      id: 'upstream.updated',
      cell: ({ entry }) => instantOf(entry.lastUpdated),
      reads: 'instant',
      extra: true,
    },
    { id: 'upstream.failure', cell: ({ entry }) => entry.failure?.details, extra: true },
  ],
  name: ({ entry }) => entry.name,
  place: ({ entry, path }) => ({ answer: 'dump', document: entry.document, path: `${entry.path}${path}` }),
  facts: routeFacts,
}
