/** Where something was found, as offsets in the text. */
export type Found = { readonly from: number; readonly to: number }

export type TextSearch =
  | { readonly kind: 'found'; readonly count: number; readonly first: readonly Found[] }
  /** The expression is none; `text` is what the engine says of it. */
  | { readonly kind: 'refused'; readonly text: string }

/** So many places are told; all are counted. */
export const mostPlaces = 2_000

/**
 * Finds a text or a regular expression, upper and lower case alike. An empty
 * match is no find. It runs where it may take its time: an expression that
 * backtracks for ever holds up only its own thread.
 */
export function findInText(text: string, wanted: string, isExpression: boolean): TextSearch {
  if (wanted === '') return { kind: 'found', count: 0, first: [] }
  let expression: RegExp
  try {
    expression = new RegExp(isExpression ? wanted : escaped(wanted), 'gim')
  } catch (error) {
    return { kind: 'refused', text: error instanceof Error ? error.message : String(error) }
  }
  const first: Found[] = []
  let count = 0
  for (const match of text.matchAll(expression)) {
    if (match[0] === '') continue
    count += 1
    if (first.length < mostPlaces) first.push({ from: match.index, to: match.index + match[0].length })
  }
  return { kind: 'found', count, first }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}
