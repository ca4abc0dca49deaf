import { setTimeout } from 'node:timers/promises'

/** Time and chance, so that tests of what waits need not wait. */
export type Clock = {
  /** Milliseconds, monotonic. */
  now(): number
  /** Wall-clock time. */
  date(): Date
  /** From 0 up to 1. */
  random(): number
  /** Resolves after so many milliseconds, or early when the signal aborts; never rejects. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  random: () => Math.random(),
  pause: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined),
}
