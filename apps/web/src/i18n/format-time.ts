import type { Language } from './language.ts'

/**
 * A moment as people say it: the time of day, with the date when it is not today.
 * @param moment ISO 8601, or milliseconds of the epoch
 */
export function formatMoment(moment: string | number, language: Language, now: Date = new Date()): string {
  const date = new Date(moment)
  const today = date.toDateString() === now.toDateString()
  return new Intl.DateTimeFormat(
    language,
    today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(date)
}

/** A moment with its day, whatever day it is: a recording's age matters. */
export function formatDay(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  )
}

/** A list of names as a sentence has it: "shop, backend and cart". */
export function formatList(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}
