import { IconDownload } from '@tabler/icons-react'
import { tableFormats } from './save-table.ts'
import type { TableFormat } from './save-table.ts'

type SaveButtonsProps = {
  /** What a screen reader says before the format. */
  readonly label: string
  readonly onSave: (format: TableFormat) => void
}

/** One button for each format in which a table can be saved. */
export function SaveButtons({ label, onSave }: SaveButtonsProps) {
  return tableFormats.map((format) => (
    <button key={format} type="button" className="tool" onClick={() => onSave(format)}>
      <IconDownload size={14} aria-hidden="true" />
      <span className="visually-hidden">{label} </span>
      {format.toUpperCase()}
    </button>
  ))
}
