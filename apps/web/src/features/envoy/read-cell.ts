import type { Cell, Column } from '@portolan/envoy/table/resource-table'
import { numberFormat } from '../../i18n/formats.ts'
import { formatMoment } from '../../i18n/format-time.ts'
import type { Language } from '../../i18n/language.ts'
import { formatBytes, formatDuration } from '../panel/quantities.ts'

/** A cell as people read it. @param absent what stands where there is nothing */
export function readCell(
  cell: Cell,
  reads: Column<unknown>['reads'],
  language: Language,
  absent: string,
): string {
  if (cell === undefined || cell === '') return absent
  switch (reads) {
    case 'count':
      return typeof cell === 'number' ? numberFormat(language).format(cell) : String(cell)
    case 'change':
      return typeof cell === 'number' ? signed(cell, language, 0) : String(cell)
    case 'rate':
      return typeof cell === 'number' ? signed(cell, language, 1) : String(cell)
    case 'bytes':
      return typeof cell === 'number' ? formatBytes(cell, language) : String(cell)
    case 'milliseconds':
      return typeof cell === 'number' ? formatDuration(cell, language) : String(cell)
    case 'percent':
      return typeof cell === 'number'
        ? `${numberFormat(language, { maximumFractionDigits: 1 }).format(cell)} %`
        : String(cell)
    case 'instant':
      return typeof cell === 'boolean' || Number.isNaN(new Date(cell).getTime())
        ? String(cell)
        : formatMoment(cell, language)
    case 'state':
    case undefined:
      return String(cell)
  }
}

/** `+12`, `−3`: what changed shows where it went. */
function signed(value: number, language: Language, digits: number): string {
  return numberFormat(language, { signDisplay: 'exceptZero', maximumFractionDigits: digits }).format(value)
}
