import { numberFormat } from '../../i18n/formats.ts'
import type { Language } from '../../i18n/language.ts'

/** A duration for a column: `4 ms`, `1.2 s`, `3 min`, `22.9 hr`, `40 days`. */
export function formatDuration(milliseconds: number, language: Language): string {
  if (milliseconds < 1_000) return unit(Math.round(milliseconds), 'millisecond', language, 0)
  if (milliseconds < 60_000) return unit(milliseconds / 1_000, 'second', language, 1)
  if (milliseconds < 3_600_000) return unit(milliseconds / 60_000, 'minute', language, 0)
  if (milliseconds < 48 * 3_600_000) return unit(milliseconds / 3_600_000, 'hour', language, 1)
  return unit(milliseconds / 86_400_000, 'day', language, 0)
}

/** A size for a column, in powers of 1000 as Kubernetes' tools count files: `812 B`, `1.4 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1_000) return unit(bytes, 'byte', language, 0)
  if (bytes < 1_000_000) return unit(bytes / 1_000, 'kilobyte', language, 1)
  if (bytes < 1_000_000_000) return unit(bytes / 1_000_000, 'megabyte', language, 1)
  return unit(bytes / 1_000_000_000, 'gigabyte', language, 1)
}

function unit(value: number, unitName: string, language: Language, digits: number): string {
  const unitDisplay = unitName === 'byte' ? 'narrow' : 'short'
  const options = { style: 'unit', unit: unitName, unitDisplay, maximumFractionDigits: digits } as const
  return numberFormat(language, options).format(value)
}
