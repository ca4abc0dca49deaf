import { fieldOf, flagOf, messageOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { matchesRegex } from './matches-regex.ts'
import type { Truth } from './truth.ts'

const kinds: readonly (readonly [string, (text: string, wanted: string) => boolean])[] = [
  ['exact', (text, wanted) => text === wanted],
  ['prefix', (text, wanted) => text.startsWith(wanted)],
  ['suffix', (text, wanted) => text.endsWith(wanted)],
  ['contains', (text, wanted) => text.includes(wanted)],
]

/**
 * Whether a text is what a `StringMatcher` says. `ignore_case` is for ASCII
 * letters, and not for expressions.
 * @see envoy: api/envoy/type/matcher/v3/string.proto, source/common/common/matchers.cc
 */
export function matchesText(matcher: JsonObject | undefined, text: string): Truth {
  const folded = flagOf(matcher, 'ignore_case')
  for (const [kind, matches] of kinds) {
    const wanted = textOf(matcher, kind)
    if (wanted !== undefined) return folded ? matches(lower(text), lower(wanted)) : matches(text, wanted)
  }
  const regex = messageOf(matcher, 'safe_regex')
  if (regex !== undefined) return matchesRegex(textOf(regex, 'regex') ?? '', text)
  // An exact match of the empty text is a default, which proto JSON may leave out.
  return fieldOf(matcher, 'custom') === undefined ? text === '' : undefined
}

function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}
