import { elsewhere, lines, messageFacts, nested } from '../clusters/field-facts.ts'
import type { FieldRule } from '../clusters/field-facts.ts'
import { headerChangeRules } from '../clusters/header-facts.ts'
import { metadataFacts } from '../clusters/istio-metadata.ts'
import { dataSourceText, fractionBody, substitutionText } from '../clusters/proto-text.ts'
import { failureFacts } from '../clusters/failure-facts.ts'
import { textOf } from '../json/field.ts'
import type { Fact } from '../table/resource-table.ts'
import { actionText } from './action-text.ts'
import { forwardRules, mirrors } from './forward-facts.ts'
import { matchRules } from './match-facts.ts'
import { matchText } from './match-text.ts'
import { corsRules, perFilterFacts } from './per-filter-facts.ts'
import { hedgeRules, retryRules } from './retry-facts.ts'
import type { RouteRow } from './route-row.ts'

const source = lines((value) => ({ text: dataSourceText(value) ?? '' }))

const redirectRules: readonly FieldRule[] = [
  ['response_code', 'upstream.status'],
  ['https_redirect', 'route.https-redirect'],
  ['scheme_redirect', 'route.scheme-redirect'],
  ['host_redirect', 'route.host-redirect'],
  ['port_redirect', 'route.port-redirect'],
  ['path_redirect', 'route.path-redirect'],
  ['prefix_rewrite', 'route.prefix-rewrite'],
  ['regex_rewrite', 'route.regex-rewrite', lines((rewrite) => ({ text: substitutionText(rewrite) }))],
  ['strip_query', 'route.strip-query'],
]

const responseRules: readonly FieldRule[] = [
  ['status', 'upstream.status'],
  ['body', 'route.body', source],
]

const tracingRules: readonly FieldRule[] = [
  ['client_sampling', 'route.client-sampling', fractionBody],
  ['random_sampling', 'route.random-sampling', fractionBody],
  ['overall_sampling', 'route.overall-sampling', fractionBody],
  ['custom_tags', 'route.custom-tags'],
]

/** @see envoy: api/envoy/config/route/v3/route_components.proto, Route */
const routeRules: readonly FieldRule[] = [
  ['name', 'route.name'],
  ['match', 'route.match', nested(matchRules, (match) => ({ text: matchText(match) }))],
  ['route', 'route.action', nested(forwardRules, (route) => ({ text: actionText({ route }) }))],
  ['redirect', 'route.redirect', nested(redirectRules, (redirect) => ({ text: actionText({ redirect }) }))],
  [
    'direct_response',
    'route.direct-response',
    nested(responseRules, (response) => ({ text: actionText({ direct_response: response }) })),
  ],
  ['filter_action', 'route.filter-action'],
  ['non_forwarding_action', 'route.non-forwarding'],
  ...headerChangeRules,
  ['typed_per_filter_config', 'route.per-filter', perFilterFacts],
  ['metadata', 'upstream.metadata', metadataFacts],
  [
    'decorator',
    'route.decorator',
    lines((decorator) => ({
      text: textOf(decorator, 'operation') ?? '',
      facts: messageFacts(decorator, [['operation', 'route.decorator', elsewhere]]),
    })),
  ],
  ['tracing', 'route.tracing', nested(tracingRules)],
  ['per_request_buffer_limit_bytes', 'upstream.buffer'],
  ['request_body_buffer_limit', 'upstream.buffer'],
  ['stat_prefix', 'upstream.stat-name'],
]

const sharedRules: readonly FieldRule[] = [
  ...headerChangeRules,
  ['request_mirror_policies', 'route.mirror', mirrors],
  ['typed_per_filter_config', 'route.per-filter', perFilterFacts],
  ['metadata', 'upstream.metadata', metadataFacts],
]

/** @see envoy: api/envoy/config/route/v3/route_components.proto, VirtualHost */
const virtualHostRules: readonly FieldRule[] = [
  ['name', 'route.virtual-host', elsewhere],
  ['domains', 'route.domains'],
  ['routes', 'route.name', elsewhere],
  ['require_tls', 'route.require-tls'],
  ['matcher', 'route.matcher'],
  ['virtual_clusters', 'route.virtual-clusters'],
  ['rate_limits', 'route.rate-limit'],
  ['cors', 'route.cors', nested(corsRules)],
  ['retry_policy', 'route.retry', nested(retryRules)],
  ['hedge_policy', 'route.hedge', nested(hedgeRules)],
  ['include_request_attempt_count', 'route.attempt-count'],
  ['include_attempt_count_in_response', 'route.attempt-count-response'],
  ['include_is_timeout_retry_header', 'route.timeout-retry-header'],
  ['per_request_buffer_limit_bytes', 'upstream.buffer'],
  ['request_body_buffer_limit', 'upstream.buffer'],
  ...sharedRules,
]

/** @see envoy: api/envoy/config/route/v3/route.proto, RouteConfiguration */
const configurationRules: readonly FieldRule[] = [
  ['name', 'route.configuration', elsewhere],
  ['virtual_hosts', 'route.virtual-host', elsewhere],
  ['vhds', 'route.vhds'],
  ['internal_only_headers', 'route.internal-headers'],
  ['most_specific_header_mutations_wins', 'route.specific-wins'],
  ['validate_clusters', 'route.validate-clusters'],
  ['max_direct_response_body_size_bytes', 'route.max-body'],
  ['cluster_specifier_plugins', 'route.cluster-plugin'],
  ['ignore_port_in_host_matching', 'route.ignore-port'],
  ['ignore_path_parameters_in_path_matching', 'route.ignore-parameters'],
  ...sharedRules,
]

/** Everything of a route, then of its virtual host and its route configuration without their other routes. */
export function routeFacts({ entry, virtualHost, route }: RouteRow): readonly Fact[] {
  return [
    ...failureFacts(entry),
    ...messageFacts(route, routeRules),
    ...(virtualHost === undefined
      ? []
      : [
          {
            word: 'route.virtual-host',
            text: textOf(virtualHost, 'name') ?? '',
            facts: messageFacts(virtualHost, virtualHostRules),
          } as const,
        ]),
    {
      word: 'route.configuration',
      text: entry.name,
      facts: messageFacts(entry.resource, configurationRules),
    },
  ]
}
