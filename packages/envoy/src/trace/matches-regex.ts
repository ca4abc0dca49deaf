import { RE2JS } from 're2js'
import type { Truth } from './truth.ts'

const compiled = new Map<string, RE2JS | undefined>()
/** Expressions that are kept; a route table of a large mesh has some hundreds. */
const mostKept = 2_000

/**
 * Whether a whole text is what an RE2 expression says, as `safe_regex` means it.
 * RE2 itself, not JavaScript's expressions: they differ, and these cannot run for ever.
 * @returns `undefined` for an expression that is none
 * @see envoy: source/common/common/regex.cc (RE2::FullMatch)
 */
export function matchesRegex(regex: string, text: string): Truth {
  return expressionOf(regex)?.matches(text)
}

/**
 * Every find replaced, `\1` standing for what a group found, as `regex_rewrite` does.
 * @returns `undefined` for an expression that is none
 * @see envoy: source/common/common/regex.h (RE2::GlobalReplace)
 */
export function replacedByRegex(regex: string, text: string, substitution: string): string | undefined {
  const expression = expressionOf(regex)
  if (expression === undefined) return undefined
  const replacement = substitution
    .replaceAll('$', String.raw`\$`)
    .replaceAll(/\\(\d|\\)/g, (_, what: string) => (what === '\\' ? String.raw`\\` : `$${what}`))
  try {
    return expression.matcher(text).replaceAll(replacement)
  } catch {
    return undefined
  }
}

function expressionOf(regex: string): RE2JS | undefined {
  if (compiled.has(regex)) return compiled.get(regex)
  let expression: RE2JS | undefined
  try {
    expression = RE2JS.compile(regex)
  } catch {
    expression = undefined
  }
  if (compiled.size >= mostKept) compiled.clear()
  compiled.set(regex, expression)
  return expression
}
