import { eachString, firstByte } from './json-bytes.ts'
import type { Span } from './needle-search.ts'
import { redacted } from './zone.ts'

const replacement = Buffer.from(redacted)
const backslash = 0x5c

/**
 * Puts `[redacted]` in the place of each span. A JSON document stays one: only
 * the insides of its strings are replaced, and no escape is cut in two.
 * @param spans in order, without overlaps
 */
export function replaceSpans(bytes: Buffer, spans: readonly Span[]): Buffer {
  const chunks: Buffer[] = []
  let copied = 0
  for (const { from, to } of insideStrings(bytes, spans) ?? spans) {
    // Widening to whole escapes may have made neighbours touch.
    if (from < copied) continue
    chunks.push(bytes.subarray(copied, from), replacement)
    copied = to
  }
  if (chunks.length === 0) return bytes
  chunks.push(bytes.subarray(copied))
  return Buffer.concat(chunks)
}

/** The parts of the spans that lie inside a JSON document's strings; `undefined` when the bytes are no such document. */
function insideStrings(bytes: Buffer, spans: readonly Span[]): readonly Span[] | undefined {
  const first = firstByte(bytes)
  if (first !== 0x7b && first !== 0x5b) return undefined
  const found: Span[] = []
  let next = 0
  const isJson = eachString(bytes, (from, to) => {
    for (; next < spans.length; next += 1) {
      const span = spans[next]
      if (span === undefined || span.from >= to) return
      if (span.to > from) {
        const crosses = span.from < from || span.to > to
        // A text that spans several strings is the document's own structure: its keys stay.
        if (!crosses || !isKey(bytes, to)) found.push(wholeEscapes(bytes, clip(span, from, to), from, to))
      }
      if (span.to > to) return
    }
  })
  return isJson ? joinedSpans(found) : undefined
}

function clip(span: Span, from: number, to: number): Span {
  return { from: Math.max(span.from, from), to: Math.min(span.to, to) }
}

function isKey(bytes: Buffer, quote: number): boolean {
  let at = quote + 1
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1
  return bytes[at] === 0x3a
}

/** Widens a span so that no escape stands half inside it. */
function wholeEscapes(bytes: Buffer, span: Span, start: number, end: number): Span {
  const before = escapeAround(bytes, span.from, start)
  const after = escapeAround(bytes, span.to, start)
  return {
    from: before === undefined ? span.from : before.from,
    to: Math.min(end, after === undefined ? span.to : after.to),
  }
}

/** The escape that a place stands in the middle of. */
function escapeAround(bytes: Buffer, at: number, start: number): Span | undefined {
  for (let back = 1; back <= 5 && at - back >= start; back += 1) {
    const from = at - back
    if (bytes[from] !== backslash || !startsEscape(bytes, from, start)) continue
    const to = from + (bytes[from + 1] === 0x75 ? 6 : 2)
    if (to > at) return { from, to }
  }
  return undefined
}

/** Of a run of backslashes, every second one is escaped by the one before it. */
function startsEscape(bytes: Buffer, at: number, start: number): boolean {
  let from = at
  while (from > start && bytes[from - 1] === backslash) from -= 1
  return (at - from) % 2 === 0
}

function joinedSpans(spans: readonly Span[]): readonly Span[] {
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of spans) {
    const last = merged.at(-1)
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}
