import { fieldOf, flagOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'

/** A text, a number or a flag, or a list of them; nothing for messages. */
export function plainText(value: Json): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value)) return undefined
  const texts = (value as readonly Json[]).map(plainText)
  return texts.includes(undefined) ? undefined : texts.join(', ')
}

/** A `StringMatcher` as text: `exact shop`, `prefix spiffe://`, `regex ^a.*`. */
export function matcherText(matcher: JsonObject | undefined): string | undefined {
  if (matcher === undefined) return undefined
  const kinds = ['exact', 'prefix', 'suffix', 'contains'] as const
  for (const kind of kinds) {
    const text = textOf(matcher, kind)
    if (text !== undefined) return `${kind} ${text}${flagOf(matcher, 'ignore_case') ? ' (ignore_case)' : ''}`
  }
  const regex = textOf(messageOf(matcher, 'safe_regex'), 'regex')
  return regex === undefined ? undefined : `regex ${regex}`
}

/** A `HeaderMatcher` as text: `:method exact GET`, `not x-team present`. */
export function headerText(header: JsonObject): string | undefined {
  const name = textOf(header, 'name')
  if (name === undefined) return undefined
  const not = flagOf(header, 'invert_match') ? 'not ' : ''
  const matched = matcherText(messageOf(header, 'string_match')) ?? oldMatch(header)
  return `${not}${name} ${matched ?? 'present'}`
}

function oldMatch(header: JsonObject): string | undefined {
  const present = fieldOf(header, 'present_match')
  if (present === false) return 'absent'
  const range = messageOf(header, 'range_match')
  if (range !== undefined) return `${numberOf(range, 'start') ?? 0}..${numberOf(range, 'end') ?? 0}`
  const regex = textOf(messageOf(header, 'safe_regex_match'), 'regex')
  if (regex !== undefined) return `regex ${regex}`
  for (const kind of ['exact', 'prefix', 'suffix', 'contains']) {
    const text = textOf(header, `${kind}_match`)
    if (text !== undefined) return `${kind} ${text}`
  }
  return undefined
}

const denominators: Readonly<Record<string, number>> = { TEN_THOUSAND: 10_000, MILLION: 1_000_000 }

/** A `FractionalPercent` or a `Percent`, as `12.5 %`. */
export function percentText(percent: JsonObject): string {
  const value = numberOf(percent, 'value')
  if (value !== undefined) return `${value} %`
  const of = denominators[textOf(percent, 'denominator') ?? ''] ?? 100
  return `${Number((((numberOf(percent, 'numerator') ?? 0) / of) * 100).toFixed(6))} %`
}

/** A value that runtime may set to something else: `50 % (runtime a.key)`. */
export function runtimeText(value: JsonObject): string | undefined {
  const fallback = fieldOf(value, 'default_value')
  const text = isObject(fallback) ? percentText(fallback) : fallback === undefined ? '' : plainText(fallback)
  const key = textOf(value, 'runtime_key')
  return text === undefined ? undefined : `${text}${key === undefined ? '' : ` (runtime ${key})`}`.trim()
}

export function rangeText(range: JsonObject): string | undefined {
  const address = textOf(range, 'address_prefix')
  const length = numberOf(range, 'prefix_len')
  return address === undefined ? undefined : `${address}/${length ?? 0}`
}

/** `x-team: shop`, with what is done to one that is there. */
export function headerOptionText(option: JsonObject): string | undefined {
  const header = messageOf(option, 'header')
  const key = textOf(header, 'key')
  if (key === undefined) return undefined
  const action =
    textOf(option, 'append_action') ?? (fieldOf(option, 'append') === false ? 'overwrite' : undefined)
  return `${key}: ${textOf(header, 'value') ?? textOf(header, 'raw_value') ?? ''}${action === undefined ? '' : ` (${action})`}`
}

/** The keys and values of a descriptor: `path=/items, x-team`. */
export function descriptorText(descriptor: JsonObject): string {
  return messagesOf(descriptor, 'entries')
    .map((entry) => [textOf(entry, 'key') ?? '', textOf(entry, 'value')])
    .map(([key, value]) => (value === undefined ? key : `${key}=${value}`))
    .join(', ')
}
