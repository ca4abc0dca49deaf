/** What is known of a line's length before it is drawn. */
type Measured = { readonly cells: number }

/**
 * Where each line begins, in rows, and behind the last one how many rows there
 * are in all: `[0, 1, 3]` for a line of one row and one of two.
 * @param columns cells of a row; where lines are not wrapped each takes one row
 */
export function lineTops(lines: readonly Measured[], columns: number | undefined): readonly number[] {
  const tops = [0]
  let rows = 0
  for (const { cells } of lines) {
    rows += columns === undefined ? 1 : Math.max(1, Math.ceil(cells / columns))
    tops.push(rows)
  }
  return tops
}

/** The line that a row belongs to; the nearest one for a row outside. */
export function lineAt(tops: readonly number[], row: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((tops[middle] ?? 0) <= row) low = middle
    else high = middle - 1
  }
  return low
}
