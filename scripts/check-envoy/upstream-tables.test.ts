import { parseObject } from '@portolan/envoy/json/json'
import { readDump } from '@portolan/envoy/dump/read-dump'
import { expect, test } from 'vitest'
import { upstreamShortTables } from './upstream-tables.ts'

const admin = 'type.googleapis.com/envoy.admin.v3'

const routeConfig = (name: string, virtualHosts: readonly object[]) => ({
  route_config: { name, virtual_hosts: virtualHosts },
})
const to = (cluster: string) => ({ match: { prefix: '/' }, route: { cluster } })

const dump = {
  configs: [
    {
      '@type': `${admin}.RoutesConfigDump`,
      static_route_configs: [routeConfig('', [{ name: 'backend', domains: ['*'], routes: [to('agent')] }])],
      dynamic_route_configs: [
        routeConfig('8080', [{ name: 'none', domains: ['a', 'a:8080'] }]),
        routeConfig('80', [{ name: 'any', domains: ['*'], routes: [to('PassthroughCluster'), to('c')] }]),
      ],
    },
    {
      '@type': `${admin}.ClustersConfigDump`,
      static_clusters: [{ cluster: { name: 'agent' } }],
      dynamic_active_clusters: [
        { cluster: { name: 'outbound|80|v1|b', type: 'EDS' } },
        { cluster: { name: 'outbound_.80_._.b', type: 'EDS' } },
      ],
      dynamic_warming_clusters: [{ cluster: { name: 'outbound|80|v2|b', type: 'EDS' } }],
    },
  ],
}

const clusters = {
  cluster_statuses: [
    {
      name: 'c',
      host_statuses: [
        { address: { socket_address: { address: '10.0.0.1', port_value: 8080 } } },
        {
          address: { socket_address: { address: '10.0.0.1', port_value: 443 } },
          health_status: { eds_health_status: 'HEALTHY', failed_outlier_check: true },
        },
      ],
    },
  ],
}

/** Which rows there are is compared, not how istioctl sorts them. */
const inOrder = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(' | ')).toSorted()

test('the short tables are those of istioctl', () => {
  const answers = { dump: readDump([{ answer: parseObject(JSON.stringify(dump)) }]), clusters, readAt: 0 }
  const tables = upstreamShortTables.map(({ command, cells }) => [command[0], inOrder(cells(answers))])
  expect(tables).toEqual([
    ['route', [' | backend | * | /* | ', '80 | any | * | /* | ', '8080 | none | a | /* | 404']],
    [
      'cluster',
      [
        'agent | - | - | - | STATIC | ',
        'b | 80 | v1 | outbound | EDS | ',
        'outbound_.80_._.b | - | - | - | EDS | ',
      ],
    ],
    ['endpoint', ['10.0.0.1:443 | HEALTHY | FAILED | c', '10.0.0.1:8080 | UNKNOWN | OK | c']],
  ])
})
