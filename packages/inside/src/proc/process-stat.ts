import type { ProcessTexts } from './read-output.ts'

/** What /proc/PID/stat says. Times are ticks of the kernel, 100 a second. */
export type ProcessStat = {
  readonly name: string
  readonly state: string
  readonly parent: number
  readonly cpuTicks: number
  readonly threads: number
  /** Since the machine began. */
  readonly startTicks: number
}

/**
 * The name may hold anything but NUL, newlines and brackets too, and has at most
 * 15 bytes: too few to imitate the numbers that follow. (A kernel thread's is
 * longer, and its own.)
 */
const record = /^(\d+) \(([^]{0,64})\) ([A-Za-z]) (-?\d+(?: -?\d+){17,})\s*$/

/** @returns undefined when the text is not that of this process, e.g. because it ended meanwhile. */
export function processStat({ pid, stat }: ProcessTexts): ProcessStat | undefined {
  const [, number, name = '', state = '', rest = ''] = record.exec(stat) ?? []
  if (Number(number) !== pid) return undefined
  // The first is field 4 of proc_pid_stat(5).
  const fields = rest.split(' ').map(Number)
  const field = (at: number) => fields[at - 4] ?? 0
  return {
    name: printable(name),
    state,
    parent: field(4),
    cpuTicks: field(14) + field(15),
    threads: field(20),
    startTicks: field(22),
  }
}

export function processName(texts: ProcessTexts): string {
  return processStat(texts)?.name ?? `${texts.pid}`
}

/** Signs that would move a terminal's cursor or a line's end are shown as `?`, as ps does. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '?')
}
