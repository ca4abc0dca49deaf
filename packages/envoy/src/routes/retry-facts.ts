import { extensions, lines, nested } from '../clusters/field-facts.ts'
import type { FieldRule, TypeRules } from '../clusters/field-facts.ts'
import { fractionBody, runtimeFractionText } from '../clusters/proto-text.ts'
import { headerMatchText } from './match-text.ts'
import { textOf } from '../json/field.ts'

const untyped: TypeRules = new Map()

const headerLines = lines((header) => ({ text: headerMatchText(header) }))

/** @see envoy: api/envoy/config/route/v3/route_components.proto, RetryPolicy */
export const retryRules: readonly FieldRule[] = [
  ['retry_on', 'route.retry-on'],
  ['num_retries', 'route.retries'],
  ['per_try_timeout', 'route.per-try-timeout'],
  ['per_try_idle_timeout', 'route.per-try-idle-timeout'],
  ['retriable_status_codes', 'route.retriable-codes'],
  ['retriable_headers', 'route.retriable-headers', headerLines],
  ['retriable_request_headers', 'route.retriable-request-headers', headerLines],
  [
    'retry_back_off',
    'route.back-off',
    nested([
      ['base_interval', 'upstream.interval'],
      ['max_interval', 'upstream.max-interval'],
    ]),
  ],
  [
    'rate_limited_retry_back_off',
    'route.rate-limited-back-off',
    nested([
      [
        'reset_headers',
        'route.reset-headers',
        lines((header) => ({
          text: `${textOf(header, 'name') ?? ''} (${textOf(header, 'format') ?? 'SECONDS'})`,
        })),
      ],
      ['max_interval', 'upstream.max-interval'],
    ]),
  ],
  ['retry_priority', 'route.retry-priority', extensions(untyped)],
  ['retry_host_predicate', 'route.retry-hosts', extensions(untyped)],
  ['host_selection_retry_max_attempts', 'route.host-selection-attempts'],
  ['retry_options_predicates', 'route.retry-options', extensions(untyped)],
]

/** @see envoy: api/envoy/config/route/v3/route_components.proto, HedgePolicy */
export const hedgeRules: readonly FieldRule[] = [
  ['initial_requests', 'route.initial-requests'],
  ['additional_request_chance', 'route.additional-request-chance', fractionBody],
  ['hedge_on_per_try_timeout', 'route.hedge-on-timeout'],
]

/** `RuntimeFractionalPercent` fields. */
export const runtimeFraction = lines((value) => ({ text: runtimeFractionText(value) }))
