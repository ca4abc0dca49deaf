import { readFileSync } from 'node:fs'

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5)

export const milliseconds = (value: number): string =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
export const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`
/** Ours against theirs: below 1 is better where less is better. */
export const ratio = (ours: number, theirs: number): string =>
  Number.isFinite(ours / theirs) ? (ours / theirs).toFixed(2) : '–'

/** CPU time of this process so far, in milliseconds. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** The kernel counts CPU time of others in hundredths of a second, on every Linux there is. */
const ticksPerSecond = 100

/** CPU time of another process so far, in milliseconds. Linux only. */
export function cpuOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
  const fields = afterName.split(' ')
  // Fields 14 and 15 of proc(5); the first two went with the name.
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}
