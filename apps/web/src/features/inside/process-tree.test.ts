import type { InsideProcess } from '@portolan/contract/inside'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { processTree } from './process-tree.ts'

function process(pid: number, parent: number): InsideProcess {
  return {
    pid,
    parent,
    name: `p${pid}`,
    command: [],
    state: 'S',
    threads: 1,
    cpuMilliseconds: 0,
    residentBytes: 0,
  }
}

function shape(processes: readonly InsideProcess[]): readonly string[] {
  return processTree(processes).map(({ process: { pid }, depth }) => `${'  '.repeat(depth)}${pid}`)
}

test('a process stands below the one that started it, siblings by pid', () => {
  const istioProxy = [process(30, 1), process(16, 1), process(1, 0), process(40, 16)]
  expect(shape(istioProxy)).toEqual(['1', '  16', '    40', '  30'])
})

test('a process whose parent is outside the container begins a tree of its own', () => {
  expect(shape([process(1, 0), process(77, 0), process(78, 77)])).toEqual(['1', '77', '  78'])
})

test('every process is shown once, whatever the parents claim', () => {
  const pids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })
  fc.assert(
    fc.property(pids, fc.array(fc.integer({ min: 0, max: 41 }), { maxLength: 30 }), (all, parents) => {
      const processes = all.map((pid, index) => process(pid, parents[index] ?? 0))
      const shown = processTree(processes).map(({ process: { pid } }) => pid)
      expect(shown.toSorted((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b))
    }),
  )
})
