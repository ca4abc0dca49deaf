import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'

/** Time that runs so many times faster, for what works in periods: tests wait for what happens, not for time. */
export function fastClock(times: number): Clock {
  return {
    ...systemClock,
    now: () => systemClock.now() * times,
    pause: (milliseconds, signal) => systemClock.pause(milliseconds / times, signal),
  }
}
