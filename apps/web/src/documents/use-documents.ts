import { createContext, use, useSyncExternalStore } from 'react'
import type { WorkbenchDocument } from './document.ts'
import { currentOf } from './document-history.ts'
import { documents } from './document-store.ts'
import type { DocumentsState, OpenDocument } from './document-store.ts'

/** All open documents; a component that reads them is drawn anew with every step. */
export function useDocuments(): DocumentsState {
  return useSyncExternalStore(documents.subscribe, documents.state)
}

/** The document that has the address bar. */
export function useActiveDocument(): WorkbenchDocument {
  return useSyncExternalStore(documents.subscribe, () => currentOf(documents.active.history))
}

/** One open document, for its tab and its frame. */
export function useOpenDocument(id: string): OpenDocument | undefined {
  return useSyncExternalStore(documents.subscribe, () => documents.find(id))
}

/** The tab that something is drawn in. */
export const ThisDocument = createContext<OpenDocument | undefined>(undefined)

/** The document that a component stands in. Only inside one. */
export function useThisDocument(): OpenDocument {
  const open = use(ThisDocument)
  if (open === undefined) throw new Error('useThisDocument stands outside a document')
  return open
}
