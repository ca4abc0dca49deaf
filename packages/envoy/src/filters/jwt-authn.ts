import { entriesOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { written } from './message-shape.ts'
import type { MessageShape, Read, TypeShape } from './message-shape.ts'
import { code, each, flat, mapped, nested, plain } from './read.ts'
import { httpUri, lines, matcher, source } from './read-values.ts'
import { routeMatchText } from './inline-route.ts'
import { headerText } from './value-text.ts'

const provider: MessageShape = [
  ['issuer', 'jwt.issuer', plain],
  ['audiences', 'jwt.audiences', plain],
  ['subjects', 'jwt.subjects', matcher],
  [
    'from_headers',
    'jwt.from-header',
    lines((one) => {
      const prefix = textOf(one, 'value_prefix')
      return `${textOf(one, 'name') ?? ''}${prefix === undefined ? '' : ` (${prefix}…)`}`
    }),
  ],
  ['from_params', 'jwt.from-parameter', plain],
  ['from_cookies', 'jwt.from-cookie', plain],
  ['forward', 'jwt.forward', plain],
  ['forward_payload_header', 'jwt.payload-header', plain],
  [
    'claim_to_headers',
    'jwt.claim-to-header',
    lines((one) => `${textOf(one, 'claim_name') ?? ''} → ${textOf(one, 'header_name') ?? ''}`),
  ],
  ['payload_in_metadata', 'jwt.payload-metadata', plain],
  ['failed_status_in_metadata', 'jwt.failed-metadata', plain],
  [
    'remote_jwks',
    'jwt.remote-keys',
    nested([
      ['http_uri', 'filter.uri', httpUri],
      ['cache_duration', 'jwt.cache', plain],
      ['async_fetch', 'jwt.async-fetch', code],
      ['retry_policy', 'filter.retry', code],
    ]),
  ],
  ['local_jwks', 'jwt.local-keys', source],
  ['clock_skew_seconds', 'jwt.clock-skew', plain],
  ['require_expiration', 'jwt.require-expiration', plain],
  ['max_lifetime', 'jwt.max-lifetime', plain],
  ['normalize_payload_in_metadata', 'jwt.normalize', code],
  ['jwt_cache_config', 'jwt.cache', code],
]

/** What a request must bring: providers, in all, in any, or nothing at all. */
function requirementFacts(requirement: JsonObject): readonly Fact[] {
  const named = textOf(requirement, 'provider_name')
  if (named !== undefined) return [{ word: 'jwt.provider', text: named }]
  const audience = messageOf(requirement, 'provider_and_audiences')
  if (audience !== undefined) {
    return [
      {
        word: 'jwt.provider',
        text: textOf(audience, 'provider_name') ?? '',
        facts: plain(audience['audiences'] ?? [], 'jwt.audiences', new Map()),
      },
    ]
  }
  const [any, all] = [messageOf(requirement, 'requires_any'), messageOf(requirement, 'requires_all')]
  if (any !== undefined) return [{ word: 'rbac.any-of', facts: requirementsOf(any) }]
  if (all !== undefined) return [{ word: 'rbac.all-of', facts: requirementsOf(all) }]
  if (messageOf(requirement, 'allow_missing') !== undefined) return [{ word: 'jwt.allow-missing' }]
  if (messageOf(requirement, 'allow_missing_or_failed') !== undefined)
    return [{ word: 'jwt.allow-failed', tone: 'warning' }]
  return [{ word: 'filter.raw', code: written(requirement) }]
}

function requirementsOf(group: JsonObject): readonly Fact[] {
  return messagesOf(group, 'requirements').flatMap(requirementFacts)
}

const requirement: Read = (value, word) => [
  isObject(value) ? { word, facts: requirementFacts(value) } : { word, code: written(value) },
]

const requirements: Read = (value: Json, word) =>
  entriesOf({ value }, 'value').map(([name, one]) =>
    isObject(one) ? { word, name, facts: requirementFacts(one) } : { word, name, code: written(one) },
  )

/** @see envoy: api/envoy/extensions/filters/http/jwt_authn/v3 */
export const jwtTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication'],
    says: (filter) =>
      entriesOf(filter, 'providers')
        .map(([name, one]) => (isObject(one) ? textOf(one, 'issuer') : undefined) ?? name)
        .join(', '),
    fields: [
      ['providers', 'jwt.provider', mapped(provider)],
      [
        'rules',
        'jwt.rule',
        each([
          [
            'match',
            'filter.match',
            lines((match) =>
              [routeMatchText(match), ...messagesOf(match, 'headers').map(headerText)].join(' '),
            ),
          ],
          ['requires', 'jwt.requires', requirement],
          ['requirement_name', 'jwt.requires', plain],
        ]),
      ],
      ['requirement_map', 'jwt.requires', requirements],
      [
        'filter_state_rules',
        'jwt.filter-state',
        flat([
          ['name', 'filter.name', plain],
          ['requires', 'jwt.requires', requirements],
        ]),
      ],
      ['bypass_cors_preflight', 'jwt.bypass-cors', plain],
      ['strip_failure_response', 'jwt.strip-failure', plain],
      ['stat_prefix', 'filter.stat-prefix', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig'],
    fields: [
      ['disabled', 'filter.disabled', plain],
      ['requirement_name', 'jwt.requires', plain],
    ],
  },
]
