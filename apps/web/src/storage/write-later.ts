/** Writes to storage wait for a pause of this length, in milliseconds. */
const pause = 250

/**
 * Writes when things are quiet, and before the page goes, until `ending` is aborted.
 * @returns what asks for a write
 */
export function writeLater(write: () => void, ending?: AbortSignal): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const writeNow = () => {
    if (waiting === undefined) return
    clearTimeout(waiting)
    waiting = undefined
    write()
  }
  addEventListener('pagehide', writeNow, { signal: ending })
  ending?.addEventListener('abort', () => clearTimeout(waiting))
  return () => {
    clearTimeout(waiting)
    if (ending?.aborted !== true) waiting = setTimeout(writeNow, pause)
  }
}
