import { useSyncExternalStore } from 'react'
import type { SharedValue } from './shared-value.ts'

export function useSharedValue<T>(shared: SharedValue<T>): T {
  return useSyncExternalStore(shared.subscribe, shared.current)
}
