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

/** Of each column the text that looks longest. */
export function longestTexts(
  columns: readonly ColumnHead[],
  rows: readonly RowView[],
  read: (row: RowView, place: number) => string,
): readonly string[] {
  return columns.map((_, place) => {
    let longest = ''
    let most = 0
    for (const row of rows) {
      const text = read(row, place)
      const letters = lettersOf(text)
      if (letters > most) [longest, most] = [text, letters]
    }
    return longest
  })
}

/** Widths of all columns by their places, in CSS pixels: none narrower than its head or than it was before. */
export function widerColumns(
  before: readonly number[],
  heads: readonly string[],
  longest: readonly string[],
  measure: Measure,
): readonly number[] {
  const widths = heads.map((head, place) => {
    const needed = Math.max(measure(longest[place] ?? ''), measure(head) + arrow) + room
    return Math.max(before[place] ?? 0, Math.min(place === 0 ? widestName : widest, Math.ceil(needed)))
  })
  return widths.every((width, place) => width === before[place]) ? before : widths
}

const wideLetters = /[\u2e80-\uffff]/g

/** How long a text looks, roughly: a Chinese letter is as wide as two others. */
function lettersOf(text: string): number {
  return text.length + (text.match(wideLetters)?.length ?? 0)
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
