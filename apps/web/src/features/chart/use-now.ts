import { useSyncExternalStore } from 'react'

const stepMs = 1000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, stepMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The same, once a minute: for what is told in minutes, so that it is not drawn sixty times for nothing. */
export function useNowByMinute(): number {
  return useSyncExternalStore(subscribe, () => now - (now % 60_000))
}

/** The time, once a second, from one timer for everybody who shows an age. Milliseconds of the epoch. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
