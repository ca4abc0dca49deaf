import { fieldOf, flagOf, messageOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { asItStands } from './field-facts.ts'
import type { FactBody } from './field-facts.ts'

/** `envoy.type.v3.Percent`, which stands as `{}` for zero. */
export function percentBody(value: Json): FactBody {
  return isObject(value) ? { text: `${numberOf(value, 'value') ?? 0}%` } : asItStands(value)
}

const denominators: Readonly<Record<string, number>> = { HUNDRED: 100, TEN_THOUSAND: 1e4, MILLION: 1e6 }

/** `envoy.type.v3.FractionalPercent` in percent. */
export function fractionPercent(fraction: JsonObject | undefined): number {
  const denominator = denominators[textOf(fraction, 'denominator') ?? 'HUNDRED'] ?? 100
  return Math.round(((numberOf(fraction, 'numerator') ?? 0) / denominator) * 1e8) / 1e6
}

export function fractionBody(value: Json): FactBody {
  return isObject(value) ? { text: `${fractionPercent(value)}%` } : asItStands(value)
}

/** `RuntimeFractionalPercent`: the percentage, and the runtime key that may change it. */
export function runtimeFractionText(value: JsonObject): string {
  const key = textOf(value, 'runtime_key')
  return `${fractionPercent(messageOf(value, 'default_value'))}%${key === undefined ? '' : ` (${key})`}`
}

/**
 * A `StringMatcher` as people write patterns: `bob`, `bob*`, `*bob`, `*bob*`,
 * `~regex`, with ` (i)` when case does not matter.
 * @see envoy: api/envoy/type/matcher/v3/string.proto
 */
export function stringMatchText(matcher: JsonObject | undefined): string {
  const suffix = flagOf(matcher, 'ignore_case') ? ' (i)' : ''
  const exact = textOf(matcher, 'exact')
  if (exact !== undefined) return exact + suffix
  const prefix = textOf(matcher, 'prefix')
  if (prefix !== undefined) return `${prefix}*${suffix}`
  const ending = textOf(matcher, 'suffix')
  if (ending !== undefined) return `*${ending}${suffix}`
  const contained = textOf(matcher, 'contains')
  if (contained !== undefined) return `*${contained}*${suffix}`
  const regex = messageOf(matcher, 'safe_regex')
  if (regex !== undefined) return `~${textOf(regex, 'regex') ?? ''}${suffix}`
  return fieldOf(matcher, 'custom') === undefined ? '' : 'custom'
}

/** `RegexMatchAndSubstitute`: `~pattern -> substitution`. */
export function substitutionText(rewrite: JsonObject): string {
  return `~${textOf(messageOf(rewrite, 'pattern'), 'regex') ?? ''} -> ${textOf(rewrite, 'substitution') ?? ''}`
}

/** A `DataSource`: what stands inline, or where it is read from. */
export function dataSourceText(source: JsonObject | undefined): string | undefined {
  return (
    textOf(source, 'inline_string') ??
    textOf(source, 'filename') ??
    textOf(source, 'environment_variable') ??
    (textOf(source, 'inline_bytes') === undefined ? undefined : `base64 ${textOf(source, 'inline_bytes')}`)
  )
}

/** The last part of a type's name, `UpstreamTlsContext`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1)
}

/** RFC 3339 in milliseconds since 1970. */
export function instantOf(text: string | undefined): number | undefined {
  const instant = Date.parse(text ?? '')
  return Number.isNaN(instant) ? undefined : instant
}
