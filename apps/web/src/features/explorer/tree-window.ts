/** Lines that are drawn beyond each edge, so that scrolling shows no gap. */
const overscan = 8

/**
 * Which lines to draw. Every line is equally high, so 5,000 pods cost as much
 * as the forty that fit on the screen.
 * @param scrollTop and `height` in the unit of `rowHeight`
 * @returns first line, and one past the last
 */
export function rowsInView(
  count: number,
  view: { readonly scrollTop: number; readonly height: number; readonly rowHeight: number },
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(view.scrollTop / view.rowHeight) - overscan)
  const to = Math.min(count, Math.ceil((view.scrollTop + view.height) / view.rowHeight) + overscan)
  return { from: Math.min(from, to), to }
}
