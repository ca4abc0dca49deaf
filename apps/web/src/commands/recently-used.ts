import * as z from 'zod/mini'

const storageKey = 'portolan.recent-commands'
const mostKept = 12

const storedIds = z.array(z.string()).check(z.maxLength(mostKept))

/** Ids of the commands that were last chosen in the palette, newest first; kept in this browser. */
export const recentCommands = {
  list(): readonly string[] {
    const stored = localStorage.getItem(storageKey)
    if (stored === null) return []
    try {
      return z.parse(storedIds, JSON.parse(stored))
    } catch {
      // Somebody else's text under our key: it is written anew with the next command.
      return []
    }
  },
  note(id: string): void {
    const ids = [id, ...recentCommands.list().filter((other) => other !== id)].slice(0, mostKept)
    localStorage.setItem(storageKey, JSON.stringify(ids))
  },
}
