import type { InsideProcess } from '@portolan/contract/inside'

/** A process in its place of the tree: `depth` 0 is one whose parent is not in this container. */
export type ProcessLine = { readonly process: InsideProcess; readonly depth: number }

/** The processes of one container, each below the one that started it, siblings by pid. */
export function processTree(processes: readonly InsideProcess[]): readonly ProcessLine[] {
  const known = new Set(processes.map(({ pid }) => pid))
  const children = new Map<number, InsideProcess[]>()
  const roots: InsideProcess[] = []
  for (const process of processes.toSorted((a, b) => a.pid - b.pid)) {
    if (process.parent === process.pid || !known.has(process.parent)) roots.push(process)
    else children.set(process.parent, [...(children.get(process.parent) ?? []), process])
  }
  const lines: ProcessLine[] = []
  const placed = new Set<number>()
  // What claims to be its own ancestor hangs on no root; it must not be lost, nor followed forever.
  const waiting = [...roots, ...processes].map((process) => ({ process, depth: 0 })).toReversed()
  for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
    if (placed.has(line.process.pid)) continue
    placed.add(line.process.pid)
    lines.push(line)
    const { depth } = line
    const below = children.get(line.process.pid) ?? []
    waiting.push(...below.map((process) => ({ process, depth: depth + 1 })).toReversed())
  }
  return lines
}
