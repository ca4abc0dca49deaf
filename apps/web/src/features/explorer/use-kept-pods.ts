import { useSyncExternalStore } from 'react'
import { layoutStore } from '../../documents/stored-layout.ts'
import type { PodBookmark } from '../../documents/stored-layout.ts'

export function usePins(): readonly PodBookmark[] {
  return useSyncExternalStore(layoutStore.subscribe, layoutStore.pins)
}

/** The latest first. */
export function useRecents(): readonly PodBookmark[] {
  return useSyncExternalStore(layoutStore.subscribe, layoutStore.recents)
}
