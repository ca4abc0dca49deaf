type CsvField = string | number | undefined

/**
 * Lines as CSV (RFC 4180, CRLF). Text that a spreadsheet would take for a
 * formula gets an apostrophe before it: names are chosen by whoever runs
 * something in the cluster. So does what begins with such an apostrophe already:
 * taking one off gives back every text.
 */
export function csvText(lines: readonly (readonly CsvField[])[]): string {
  return lines.map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('')
}

function quoted(field: CsvField): string {
  if (field === undefined) return ''
  if (typeof field === 'number') return String(field)
  const text = /^'*[=+\-@\t\r]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
