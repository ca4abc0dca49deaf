import { momentInName, saveBlob } from '../panel/save-file.ts'

/** Formats in which what a table shows can be saved. */
export const tableFormats = ['csv', 'json'] as const
export type TableFormat = (typeof tableFormats)[number]

const types: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
}

/** Hands a table to the browser as a file, named for what it is and the moment it is from: `cart-1-sockets-20261123T080002Z.csv`. */
export function saveTable(table: {
  readonly name: string
  /** RFC 3339. */
  readonly at: string
  readonly format: TableFormat
  readonly text: string
}): void {
  const { name, at, format, text } = table
  saveBlob(new Blob([text], { type: types[format] }), `${name}-${momentInName(at)}.${format}`)
}
