import { messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { TypeShape } from './message-shape.ts'
import { code, each, flat, listed, nested, plain } from './read.ts'
import { cluster, headerOptions } from './read-values.ts'
import { extension } from './read-typed.ts'

/** The clusters that a TCP proxy shares its connections among, with their weights. */
export function weightedClusters(
  proxy: JsonObject,
): readonly { readonly name: string; readonly weight: number }[] {
  return messagesOf(messageOf(proxy, 'weighted_clusters'), 'clusters').map((one) => ({
    name: textOf(one, 'name') ?? '',
    weight: numberOf(one, 'weight') ?? 0,
  }))
}

/** Where a TCP proxy sends to: its cluster, or its clusters with their weights (`a 80, b 20`). */
export function tcpProxyText(proxy: JsonObject): string | undefined {
  const shares = weightedClusters(proxy)
  if (shares.length === 0) return textOf(proxy, 'cluster')
  return shares.map(({ name, weight }) => `${name} ${weight}`).join(', ')
}

/** @see envoy: api/envoy/extensions/filters/network/tcp_proxy/v3 */
export const tcpProxyTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy'],
    says: tcpProxyText,
    link: (proxy) => {
      const name = textOf(proxy, 'cluster')
      return name === undefined ? undefined : { kind: 'row', table: 'clusters', name }
    },
    fields: [
      ['cluster', 'filter.cluster', cluster],
      [
        'weighted_clusters',
        'filter.cluster',
        flat([
          [
            'clusters',
            'filter.cluster',
            each([
              ['name', 'filter.cluster', cluster],
              ['weight', 'filter.weight', plain],
              ['metadata_match', 'filter.metadata', code],
            ]),
          ],
        ]),
      ],
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['idle_timeout', 'hcm.idle-timeout', plain],
      ['downstream_idle_timeout', 'filter.downstream-idle', plain],
      ['upstream_idle_timeout', 'filter.upstream-idle', plain],
      ['max_connect_attempts', 'filter.connect-attempts', plain],
      ['max_downstream_connection_duration', 'hcm.max-connection-duration', plain],
      ['hash_policy', 'filter.hash-policy', code],
      ['metadata_match', 'filter.metadata', code],
      [
        'tunneling_config',
        'filter.tunneling',
        nested([
          ['hostname', 'filter.authority', plain],
          ['use_post', 'filter.use-post', plain],
          ['headers_to_add', 'filter.headers-to-add', headerOptions],
          ['propagate_response_headers', 'filter.response-headers', plain],
        ]),
      ],
      ['access_log', 'filter.access-log', listed(extension)],
      ['access_log_options', 'filter.access-log-options', code],
    ],
  },
]
