import { fieldOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { TypeShape } from './message-shape.ts'
import { code, each, plain } from './read.ts'

/** How peers' metadata is found: by header, by Istio's own look-up, by what another filter found. */
function methodsOf(filter: JsonObject): string {
  const methods = [...messagesOf(filter, 'downstream_discovery'), ...messagesOf(filter, 'upstream_discovery')]
  return methodFields
    .filter((field) => methods.some((method) => fieldOf(method, field) !== undefined))
    .join(', ')
}

const methodFields = ['workload_discovery', 'istio_headers', 'baggage', 'upstream_filter_state']

const discovery = each([
  ['istio_headers', 'istio.by-headers', code],
  ['workload_discovery', 'istio.by-workload', code],
  ['baggage', 'istio.by-baggage', code],
  ['upstream_filter_state', 'istio.by-filter-state', code],
])

/**
 * Filters that only Istio's build of Envoy has.
 * @see istio/proxy: source/extensions/filters
 */
export const istioFilterTypes: readonly TypeShape[] = [
  {
    types: ['stats.PluginConfig'],
    says: (filter) => textOf(filter, 'reporter'),
    fields: [
      ['reporter', 'istio.reporter', plain],
      ['disable_server_fallback', 'istio.no-fallback', plain],
      ['disable_host_header_fallback', 'istio.no-host-fallback', plain],
      ['tcp_reporting_duration', 'istio.tcp-reporting', plain],
      ['rotation_interval', 'istio.rotation', plain],
      ['graceful_deletion_interval', 'istio.deletion', plain],
      [
        'metrics',
        'istio.metric',
        each([
          ['name', 'filter.name', () => []],
          ['dimensions', 'istio.dimensions', code],
          ['tags_to_remove', 'istio.removed-tags', plain],
          ['match', 'filter.match', plain],
          ['drop', 'istio.dropped', plain],
        ]),
      ],
      [
        'definitions',
        'istio.definition',
        each([
          ['name', 'filter.name', () => []],
          ['value', 'istio.value', plain],
          ['type', 'filter.type', plain],
        ]),
      ],
    ],
  },
  {
    types: ['envoy.tcp.metadataexchange.config.MetadataExchange'],
    says: (filter) => textOf(filter, 'protocol'),
    fields: [
      ['protocol', 'istio.protocol', plain],
      ['enable_discovery', 'istio.by-workload', plain],
      ['additional_labels', 'istio.labels', plain],
    ],
  },
  {
    types: ['io.istio.http.peer_metadata.Config'],
    says: methodsOf,
    fields: [
      ['downstream_discovery', 'istio.downstream-discovery', discovery],
      ['upstream_discovery', 'istio.upstream-discovery', discovery],
      ['downstream_propagation', 'istio.downstream-propagation', discovery],
      ['upstream_propagation', 'istio.upstream-propagation', discovery],
      ['shared_with_upstream', 'filter.shared', plain],
      ['additional_labels', 'istio.labels', plain],
    ],
  },
  {
    types: ['istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig'],
    fields: [
      [
        'alpn_override',
        'istio.alpn',
        each(
          [
            ['upstream_protocol', 'filter.name', () => []],
            ['alpn_override', 'tls.alpn', plain],
          ],
          (one) => textOf(one, 'upstream_protocol') ?? 'HTTP10',
        ),
      ],
    ],
  },
  {
    types: ['io.istio.http.connect_authority.Config', 'io.istio.connect_authority.Config'],
    says: (filter) => textOf(filter, 'enabled'),
    fields: [['enabled', 'filter.enabled', plain]],
  },
  {
    types: ['io.istio.http.connect_baggage.Config'],
    fields: [['propagate', 'filter.enabled', plain]],
  },
  {
    types: [
      'istio.envoy.config.filter.network.tcp_cluster_rewrite.v2alpha1.TcpClusterRewrite',
      'istio.tcp_cluster_rewrite.v2alpha1.TcpClusterRewrite',
    ],
    says: (filter) => textOf(filter, 'cluster_replacement'),
    fields: [
      ['cluster_pattern', 'istio.cluster-pattern', plain],
      ['cluster_replacement', 'istio.cluster-replacement', plain],
    ],
  },
  {
    types: [
      'istio.telemetry.stackdriver.Config',
      'istio.workload.Extension',
      'istio.workload.BootstrapExtension',
    ],
    fields: [['config', 'filter.settings', code]],
  },
]
