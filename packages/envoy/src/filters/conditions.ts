import { fieldOf, flagOf, messageOf, messagesOf, numberOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { headerText } from './value-text.ts'

/**
 * For which connections a listener filter is left out: `port 8080 | port 9000`.
 * @returns `undefined` for what is not known, to be shown as it is
 * @see envoy: api/envoy/config/listener/v3/listener_components.proto (ListenerFilterChainMatchPredicate)
 */
export function leftOutText(predicate: JsonObject): string | undefined {
  const range = messageOf(predicate, 'destination_port_range')
  if (range !== undefined) {
    const start = numberOf(range, 'start') ?? 0
    const last = (numberOf(range, 'end') ?? 0) - 1
    return last <= start ? `port ${start}` : `port ${start}..${last}`
  }
  if (flagOf(predicate, 'any_match')) return 'any'
  const not = messageOf(predicate, 'not_match')
  if (not !== undefined) return prefixed('not ', leftOutText(not))
  const or = messageOf(predicate, 'or_match')
  if (or !== undefined) return joined(messagesOf(or, 'rules').map(leftOutText), ' | ')
  const and = messageOf(predicate, 'and_match')
  return and === undefined ? undefined : joined(messagesOf(and, 'rules').map(leftOutText), ' & ')
}

/**
 * What is written to an access log: `flags NR`, `status >= 500`.
 * @returns `undefined` for what is not known, to be shown as it is
 * @see envoy: api/envoy/config/accesslog/v3/accesslog.proto (AccessLogFilter)
 */
export function loggedText(filter: JsonObject): string | undefined {
  const flags = messageOf(filter, 'response_flag_filter')
  if (flags !== undefined) return `flags ${textsOf(flags, 'flags').join(', ')}`.trim()
  if (messageOf(filter, 'not_health_check_filter') !== undefined) return 'no health checks'
  if (messageOf(filter, 'traceable_filter') !== undefined) return 'traced'
  const header = messageOf(messageOf(filter, 'header_filter'), 'header')
  if (header !== undefined) return headerText(header)
  for (const [field, name] of [
    ['status_code_filter', 'status'],
    ['duration_filter', 'duration (ms)'],
  ] as const) {
    const comparison = messageOf(messageOf(filter, field), 'comparison')
    if (comparison !== undefined) return `${name} ${comparisonText(comparison)}`
  }
  const expression = textOf(messageOf(messageOf(filter, 'extension_filter'), 'typed_config'), 'expression')
  if (expression !== undefined) return expression
  const or = messageOf(filter, 'or_filter')
  if (or !== undefined) return joined(messagesOf(or, 'filters').map(loggedText), ' | ')
  const and = messageOf(filter, 'and_filter')
  return and === undefined ? undefined : joined(messagesOf(and, 'filters').map(loggedText), ' & ')
}

const signs: Readonly<Record<string, string>> = { GE: '>=', LE: '<=', EQ: '=', NE: '!=' }

function comparisonText(comparison: JsonObject): string {
  const sign = signs[textOf(comparison, 'op') ?? 'EQ'] ?? '='
  const value = fieldOf(messageOf(comparison, 'value'), 'default_value')
  return `${sign} ${typeof value === 'number' || typeof value === 'string' ? value : 0}`
}

function joined(parts: readonly (string | undefined)[], by: string): string | undefined {
  return parts.includes(undefined) || parts.length === 0 ? undefined : parts.join(by)
}

function prefixed(prefix: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${prefix}${text}`
}
