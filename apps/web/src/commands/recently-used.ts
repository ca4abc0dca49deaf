import * as z from 'zod/mini'
import { browserShelf } from '../storage/browser-shelves.ts'
import { readPart, writePart } from '../storage/kept-part.ts'

const storageKey = 'portolan.recent-commands'
const mostKept = 12

const storedIds = z.array(z.string()).check(z.maxLength(mostKept))

/** Ids of the commands that were last chosen in the palette, newest first; kept in this browser. */
export const recentCommands = {
  list(): readonly string[] {
    const kept = readPart(browserShelf, storageKey, storedIds)
    // Somebody else's text under our key is written anew with the next command.
    return kept.kind === 'kept' ? kept.value : []
  },
  note(id: string): void {
    const ids = [id, ...recentCommands.list().filter((other) => other !== id)].slice(0, mostKept)
    writePart(browserShelf, storageKey, ids)
  },
}
