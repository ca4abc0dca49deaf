const first = 400
const longest = 8_000

/**
 * How long to wait before the next try, in milliseconds: doubling, bounded, and
 * jittered so that twelve browsers do not come back in one moment.
 * @param failures how many tries in a row have failed, from 1
 * @param random from 0 to 1
 */
export function backoff(failures: number, random: number = Math.random()): number {
  const full = Math.min(longest, first * 2 ** Math.max(0, failures - 1))
  return Math.round(full / 2 + (full / 2) * random)
}
