import type { Shelf } from './kept-part.ts'

type BrowserShelf = Shelf & Pick<Storage, 'removeItem'>

/** Where storage is refused (private windows, policies), a shelf in memory: the page works, and forgets. */
function shelfOrMemory(shelf: () => Storage): BrowserShelf {
  try {
    return shelf()
  } catch {
    const held = new Map<string, string>()
    return {
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => void held.set(key, value),
      removeItem: (key) => void held.delete(key),
    }
  }
}

/** Kept for all tabs of this browser. */
export const browserShelf = shelfOrMemory(() => localStorage)
/** Kept for this tab of the browser, and for what is restored of it. */
export const tabShelf = shelfOrMemory(() => sessionStorage)
