import { fieldOf, flagOf, messageOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { headerPattern } from '../routes/match-text.ts'
import { headerOf, isUntold } from './http-request.ts'
import type { HttpRequest } from './http-request.ts'
import { matchesText } from './matches-text.ts'
import type { Truth } from './truth.ts'
import { not } from './truth.ts'

/**
 * Whether a request has a header as a `HeaderMatcher` says. A header that is not
 * there matches nothing, inverted or not, unless it counts as empty; only
 * `present_match` asks for the absence.
 * @see envoy: source/common/http/header_utility.cc
 */
export function matchesHeader(matcher: JsonObject, request: HttpRequest): Truth {
  const name = textOf(matcher, 'name') ?? ''
  if (isUntold(request, name)) return undefined
  const value = headerOf(request, name)
  const inverted = flagOf(matcher, 'invert_match')
  const asEmpty = flagOf(matcher, 'treat_missing_header_as_empty')
  const present = fieldOf(matcher, 'present_match')
  const pattern = headerPattern(matcher)
  const range = messageOf(matcher, 'range_match')
  if (present !== undefined || (pattern === undefined && range === undefined)) {
    return ((value !== undefined || asEmpty) === (present !== false)) !== inverted
  }
  if (value === undefined && !asEmpty) return false
  const truth = range === undefined ? matchesText(pattern, value ?? '') : inRange(range, value ?? '')
  return inverted ? not(truth) : truth
}

/** Whole numbers from `start` on, below `end`. */
function inRange(range: JsonObject, value: string): boolean {
  if (!/^[+-]?\d+$/.test(value)) return false
  const number = Number(value)
  return number >= (numberOf(range, 'start') ?? 0) && number < (numberOf(range, 'end') ?? 0)
}
