import type { WorkbenchDocument } from './document.ts'
import { addressOf } from './document-address.ts'

/** What one tab showed, oldest first, and where in it the reader is. */
export type DocumentHistory = { readonly entries: readonly WorkbenchDocument[]; readonly at: number }

/** A tab's way back is no archive. */
const mostEntries = 50

export function historyOf(document: WorkbenchDocument): DocumentHistory {
  return { entries: [document], at: 0 }
}

export function currentOf({ entries, at }: DocumentHistory): WorkbenchDocument {
  const current = entries[at]
  if (current === undefined) throw new Error('a history stands outside its entries')
  return current
}

/** Goes on to another document; what was ahead is forgotten. The same address again is no step. */
export function visit(history: DocumentHistory, document: WorkbenchDocument): DocumentHistory {
  if (addressOf(currentOf(history)) === addressOf(document)) return replace(history, document)
  const entries = [...history.entries.slice(0, history.at + 1), document].slice(-mostEntries)
  return { entries, at: entries.length - 1 }
}

/** Shows another document in place of the current one, without a step. */
export function replace(history: DocumentHistory, document: WorkbenchDocument): DocumentHistory {
  return { ...history, entries: history.entries.with(history.at, document) }
}

/** Steps back (negative) or forward; `undefined` where there is nothing. */
export function step(history: DocumentHistory, by: number): DocumentHistory | undefined {
  const at = history.at + by
  return history.entries[at] === undefined ? undefined : { ...history, at }
}

/**
 * Goes to an address that the browser's own history names: one step away where
 * it is a neighbour, so that going back and forward again loses nothing.
 */
export function revisit(history: DocumentHistory, document: WorkbenchDocument): DocumentHistory {
  const address = addressOf(document)
  const near = [0, -1, 1].find((by) => {
    const entry = history.entries[history.at + by]
    return entry !== undefined && addressOf(entry) === address
  })
  return near === undefined ? visit(history, document) : { ...history, at: history.at + near }
}
