import type { ColumnHead, RowView } from '@portolan/envoy/table/open-table'

/** In CSS pixels, of the column that names the row and of others. A longer text ends in dots; its title and the row's detail hold all of it. */
const widestName = 400
const widest = 280
/** Room behind a text (and for bold letters), before the first one, and for the arrow in a sorted head. */
const room = 14
const edge = 14
const arrow = 14

export type Measure = (text: string) => number

/** Measures texts as an element shows them. */
export function measureIn(element: HTMLElement): Measure {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return (text) => text.length * 7
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element)
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`
  return (text) => context.measureText(text).width
}

/** Widths of all columns by their places, in CSS pixels: none narrower than its head or than it was before. */
export function widerColumns(
  before: readonly number[],
  columns: readonly ColumnHead[],
  rows: readonly RowView[],
  read: (row: RowView, place: number) => string,
  head: (id: string) => string,
  measure: Measure,
): readonly number[] {
  const widths = columns.map(({ id }, place) => {
    const longest = rows.reduce((most, row) => {
      const text = read(row, place)
      return lettersOf(text) > lettersOf(most) ? text : most
    }, '')
    const needed = Math.max(measure(longest), measure(head(id)) + arrow) + room
    return Math.max(before[place] ?? 0, Math.min(place === 0 ? widestName : widest, Math.ceil(needed)))
  })
  return widths.every((width, place) => width === before[place]) ? before : widths
}

/** How long a text looks, roughly: a Chinese letter is as wide as two others. */
function lettersOf(text: string): number {
  let letters = text.length
  for (const letter of text) if (letter > '\u2e7f') letters += 1
  return letters
}

/** How the columns that are shown stand side by side: as wide as they must, and what is left in the same shares. */
export function columnTracks(
  widths: readonly number[],
  shown: readonly number[],
): { readonly least: number; readonly tracks: string } {
  const needed = shown.map((place, position) => (widths[place] ?? 0) + (position === 0 ? edge : 0))
  return {
    least: needed.reduce((sum, width) => sum + width, 0),
    tracks: needed.map((width) => `minmax(${width}px, ${width}fr)`).join(' '),
  }
}
