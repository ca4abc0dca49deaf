import { useSyncExternalStore } from 'react'
import { documents } from './document-store.ts'

/** Whether a document is the active one, which keys without a place of their own belong to. */
export function useIsFront(id: string): boolean {
  return useSyncExternalStore(documents.subscribe, () => documents.state().active === id)
}
