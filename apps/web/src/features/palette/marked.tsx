import type { MarkedText } from './palette-entry.ts'

/** Text with what matched set off; neighbouring letters stand in one mark. */
export function Marked({ text, marks }: MarkedText) {
  if (marks.length === 0) return text
  return runs(text, new Set(marks)).map(({ at, part, marked }) =>
    marked ? <mark key={at}>{part}</mark> : part,
  )
}

type Run = { readonly at: number; readonly part: string; readonly marked: boolean }

function runs(text: string, marks: ReadonlySet<number>): readonly Run[] {
  const found: Run[] = []
  let start = 0
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && marks.has(at) === marks.has(start)) continue
    found.push({ at: start, part: text.slice(start, at), marked: marks.has(start) })
    start = at
  }
  return found
}
