import {
  asItStands,
  elsewhere,
  extensions,
  lines,
  linked,
  messageFacts,
  nested,
} from '../clusters/field-facts.ts'
import type { FactBody, FieldReader, FieldRule } from '../clusters/field-facts.ts'
import { headerChangeRules } from '../clusters/header-facts.ts'
import { metadataFacts } from '../clusters/istio-metadata.ts'
import { substitutionText } from '../clusters/proto-text.ts'
import { fieldOf, flagOf, messageOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import { percentText, weightedClusters } from './action-text.ts'
import { corsRules, perFilterFacts } from './per-filter-facts.ts'
import { hedgeRules, retryRules, runtimeFraction } from './retry-facts.ts'

const raw = extensions(new Map())
const substitution = lines((rewrite) => ({ text: substitutionText(rewrite) }))

const weightedRules: readonly FieldRule[] = [
  ['name', 'cluster.name', linked('clusters')],
  ['weight', 'upstream.weight'],
  ['cluster_header', 'route.cluster-header'],
  ['host_rewrite_literal', 'route.host-rewrite'],
  ...headerChangeRules,
  ['metadata_match', 'route.subset-match', metadataFacts],
  ['typed_per_filter_config', 'route.per-filter', perFilterFacts],
]

const weighted: FieldReader = (value) => {
  if (!isObject(value)) return asItStands(value)
  return weightedClusters(value).map(({ percent, message }): FactBody => {
    const name = textOf(message, 'name')
    return {
      ...(name !== undefined && { name, link: { kind: 'row', table: 'clusters', name } }),
      text: percentText(percent),
      facts: messageFacts(message, weightedRules),
    }
  })
}

const mirrorRules: readonly FieldRule[] = [
  ['cluster', 'cluster.name', linked('clusters')],
  ['cluster_header', 'route.cluster-header'],
  ['runtime_fraction', 'upstream.percentage', runtimeFraction],
  ['trace_sampled', 'route.mirror-traced'],
  ['disable_shadow_host_suffix_append', 'route.mirror-same-host'],
]

/** @see envoy: api/envoy/config/route/v3/route_components.proto, RouteAction.RequestMirrorPolicy */
export const mirrors = nested(mirrorRules)

/** What a consistent hash is made of, in the order in which it is tried. */
function hashText(policy: JsonObject): FactBody {
  const terminal = flagOf(policy, 'terminal') ? ' (terminal)' : ''
  for (const [kind, field] of [
    ['header', 'header_name'],
    ['cookie', 'name'],
    ['query_parameter', 'name'],
    ['filter_state', 'key'],
  ] as const) {
    const of = messageOf(policy, kind)
    if (of !== undefined) {
      const ttl = textOf(of, 'ttl')
      return {
        text: `${kind} ${textOf(of, field) ?? ''}${ttl === undefined ? '' : `, ttl ${ttl}`}${terminal}`,
      }
    }
  }
  if (messageOf(policy, 'connection_properties') !== undefined) return { text: `source_ip${terminal}` }
  return asItStands(policy)
}

/** Upgrades such as websocket and CONNECT; enabled unless it is said otherwise. */
const upgrade = lines((config) => ({
  text: `${textOf(config, 'upgrade_type') ?? ''}${fieldOf(config, 'enabled') === false ? ' (disabled)' : ''}`,
  facts: messageFacts(config, [
    ['upgrade_type', 'route.upgrade', elsewhere],
    ['enabled', 'route.upgrade', elsewhere],
  ]),
}))

/** @see envoy: api/envoy/config/route/v3/route_components.proto, RouteAction */
export const forwardRules: readonly FieldRule[] = [
  ['cluster', 'cluster.name', linked('clusters')],
  ['weighted_clusters', 'route.weighted', weighted],
  ['cluster_header', 'route.cluster-header'],
  ['cluster_specifier_plugin', 'route.cluster-plugin'],
  ['inline_cluster_specifier_plugin', 'route.cluster-plugin'],
  ['cluster_not_found_response_code', 'route.cluster-not-found'],
  ['metadata_match', 'route.subset-match', metadataFacts],
  ['priority', 'upstream.priority'],
  ['timeout', 'route.timeout'],
  ['idle_timeout', 'upstream.idle-timeout'],
  ['max_grpc_timeout', 'route.max-grpc-timeout'],
  ['grpc_timeout_offset', 'route.grpc-timeout-offset'],
  [
    'max_stream_duration',
    'route.max-stream',
    nested([
      ['max_stream_duration', 'upstream.duration'],
      ['grpc_timeout_header_max', 'route.max-grpc-timeout'],
      ['grpc_timeout_header_offset', 'route.grpc-timeout-offset'],
    ]),
  ],
  [
    'retry_policy',
    'route.retry',
    nested(retryRules, (policy) => ({ text: textOf(policy, 'retry_on') ?? '' })),
  ],
  ['retry_policy_typed_config', 'route.retry'],
  ['hedge_policy', 'route.hedge', nested(hedgeRules)],
  ['request_mirror_policies', 'route.mirror', mirrors],
  ['prefix_rewrite', 'route.prefix-rewrite'],
  ['regex_rewrite', 'route.regex-rewrite', substitution],
  ['path_rewrite_policy', 'route.path-rewrite', raw],
  ['host_rewrite_literal', 'route.host-rewrite'],
  ['auto_host_rewrite', 'route.auto-host-rewrite'],
  ['host_rewrite_header', 'route.host-rewrite-header'],
  ['host_rewrite_path_regex', 'route.host-rewrite-regex', substitution],
  ['append_x_forwarded_host', 'route.forwarded-host'],
  ['hash_policy', 'route.hash', lines(hashText)],
  ['upgrade_configs', 'route.upgrade', upgrade],
  ['cors', 'route.cors', nested(corsRules)],
  ['rate_limits', 'route.rate-limit'],
  ['include_vh_rate_limits', 'route.virtual-host-limits'],
  ['internal_redirect_policy', 'route.internal-redirect'],
  ['early_data_policy', 'route.early-data', raw],
]
