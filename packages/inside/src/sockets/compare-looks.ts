import type { InsideChange, PlacedProcess } from '@portolan/contract/inside-changes'
import type { InsideLook, InsideSocket } from '@portolan/contract/inside'

/** Most entries of each list that are kept. */
const mostKept = 200
/** How far two readings of one process's start may lie apart, in milliseconds: the kernel counts it in ticks since boot. */
const startTolerance = 2_000

/**
 * What is different between two looks at the same pod: sockets that were opened
 * and closed, processes that began and ended. Only what both looks could see
 * counts. Sockets without an inode are left out: they are what the kernel keeps
 * of closed connections, and no process has them.
 * @returns `undefined` when the looks are of two pods, or nothing is different
 */
export function compareLooks(before: InsideLook, after: InsideLook): InsideChange | undefined {
  if (before.pod.uid !== after.pod.uid) return undefined
  const comparable = before.socketsFrom !== undefined && after.socketsFrom !== undefined
  const opened = comparable ? socketsMissingFrom(before, after) : []
  const closed = comparable ? socketsMissingFrom(after, before) : []
  const started = processesMissingFrom(before, after)
  const ended = processesMissingFrom(after, before)
  const all = [opened, closed, started, ended]
  if (all.every(({ length }) => length === 0)) return undefined
  return {
    at: after.at,
    opened: opened.slice(0, mostKept),
    closed: closed.slice(0, mostKept),
    started: started.slice(0, mostKept),
    ended: ended.slice(0, mostKept),
    cut: all.reduce((sum, { length }) => sum + Math.max(0, length - mostKept), 0),
  }
}

function socketsMissingFrom(one: InsideLook, other: InsideLook): InsideSocket[] {
  const there = new Set(one.sockets.map(({ key }) => key))
  return other.sockets.filter(({ key, inode }) => inode > 0 && !there.has(key))
}

function processesMissingFrom(one: InsideLook, other: InsideLook): PlacedProcess[] {
  const there = new Map(readContainers(one))
  return readContainers(other).flatMap(([container, processes]) => {
    const known = there.get(container)
    if (known === undefined) return []
    const byPid = new Map(known.map((process) => [process.pid, process]))
    return processes
      .filter(({ pid, startedAt }) => {
        const same = byPid.get(pid)
        return same === undefined || !isSameStart(same.startedAt, startedAt)
      })
      .map((process) => ({ container, process }))
  })
}

type ReadContainer = readonly [string, readonly PlacedProcess['process'][]]

function readContainers(look: InsideLook): readonly ReadContainer[] {
  return look.containers.flatMap(({ name, outcome }): ReadContainer[] =>
    outcome.kind === 'read' ? [[name, outcome.processes]] : [],
  )
}

function isSameStart(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return true
  return Math.abs(Date.parse(one) - Date.parse(other)) <= startTolerance
}
