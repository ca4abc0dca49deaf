import { momentFormat } from './formats.ts'
import type { Language } from './language.ts'

/**
 * A moment as people say it: the time of day, with the date when it is not today.
 * @param moment ISO 8601, or milliseconds of the epoch
 */
export function formatMoment(moment: string | number, language: Language, now: Date = new Date()): string {
  const date = new Date(moment)
  const today = date.toDateString() === now.toDateString()
  return momentFormat(
    language,
    today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(date)
}

/** A moment with its day, whatever day it is: a recording's age matters. */
export function formatDay(moment: string, language: Language): string {
  return momentFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment))
}

const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/**
 * How far a moment is from another, coarsely: "3 days ago", "in 23 hours".
 * @param moment ISO 8601
 * @param now milliseconds of the epoch, of the clock that the moment belongs to
 */
export function formatDistance(moment: string, now: number, language: Language): string {
  const away = Date.parse(moment) - now
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  const [unit, length] = spans.find(([, span]) => Math.abs(away) >= span) ?? spans[2]
  return format.format(Math.trunc(away / length), unit)
}

/** A list of names as a sentence has it: "shop, backend and cart". */
export function formatList(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}
