import { useSyncExternalStore } from 'react'
import { notifications } from './notifications.ts'
import type { Notification } from './notifications.ts'
import { panelStore } from './panel-store.ts'
import type { PanelLayout } from './panel-store.ts'

export function usePanel(): PanelLayout {
  return useSyncExternalStore(panelStore.subscribe, panelStore.layout)
}

/** Newest first. */
export function useNotifications(): readonly Notification[] {
  return useSyncExternalStore(notifications.subscribe, notifications.list)
}
