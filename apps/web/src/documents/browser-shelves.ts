import type { Shelf } from './kept-part.ts'

/** Where storage is refused (private windows, policies), a shelf in memory: the page works, and forgets. */
function shelfOrMemory(shelf: () => Storage): Shelf {
  try {
    return shelf()
  } catch {
    const held = new Map<string, string>()
    return {
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => void held.set(key, value),
    }
  }
}

/** Kept for all tabs of this browser. */
export const browserShelf = shelfOrMemory(() => localStorage)
/** Kept for this tab of the browser, and for what is restored of it. */
export const tabShelf = shelfOrMemory(() => sessionStorage)
