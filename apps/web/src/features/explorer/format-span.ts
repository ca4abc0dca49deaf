import type { Language } from '../../i18n/language.ts'

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A span as a badge has room for: `3m`, `2h`; under a minute it says so. @param milliseconds below zero counts as none */
export function formatSpan(milliseconds: number, language: Language): string {
  const [unit, length] = units.find(([, span]) => milliseconds >= span) ?? units[2]
  const words = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' })
  return milliseconds < 60_000 ? `<${words.format(1)}` : words.format(Math.floor(milliseconds / length))
}
