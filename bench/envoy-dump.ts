import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import { bigDump, writeBigDump } from './big-dump.ts'
import { mebibytes, median, milliseconds, ratio } from './figures.ts'

const rounds = 7
/** It takes ten times as long, and wants no fine figure. */
const roundsOfIstioctl = 3
const child = fileURLToPath(new URL('envoy-dump-child.ts', import.meta.url))
const run = promisify(execFile)

/** Wall and CPU time in milliseconds, and the most memory that the process had, in bytes. */
type Measured = { readonly milliseconds: number; readonly cpu: number; readonly peak: number }

async function ours(how: string, file: string): Promise<Measured> {
  const { stdout } = await run(process.execPath, [child, how, file])
  const told: unknown = JSON.parse(stdout)
  if (
    typeof told !== 'object' ||
    told === null ||
    !('milliseconds' in told) ||
    !('cpu' in told) ||
    !('peak' in told)
  )
    throw new Error(`${how} told nothing`)
  return { milliseconds: Number(told.milliseconds), cpu: Number(told.cpu), peak: Number(told.peak) }
}

/** `istioctl`, its start included; `undefined` where there is none. Its memory on Linux only. */
function istioctl(file: string): Promise<Measured | undefined> {
  const began = performance.now()
  const command = spawn('istioctl', ['proxy-config', 'cluster', '-f', file], { stdio: 'ignore' })
  let peak = Number.NaN
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${command.pid}/status`, 'utf8')
      peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024 || peak
    } catch {
      // It ended, or this is no Linux.
    }
  }, 50)
  return new Promise((resolve) => {
    command.on('error', () => {
      clearInterval(watch)
      resolve(undefined)
    })
    command.on('exit', (code) => {
      clearInterval(watch)
      resolve(code === 0 ? { milliseconds: performance.now() - began, cpu: Number.NaN, peak } : undefined)
    })
  })
}

/** What is done with a dump, and with which: the same one with one Chinese letter in it makes a text of two bytes a letter. */
const ways = [
  ['parse', false, 'JSON.parse and one pass'],
  ['read', false, 'read into entries'],
  ['rows', false, 'the same, all tables opened, 50 rows drawn of each'],
  ['parse', true, 'one Chinese letter in it: JSON.parse and one pass'],
  ['rows', true, 'one Chinese letter in it: all tables'],
] as const

/** A large dump read, against a bare JSON.parse of it. */
export const envoyDump: Benchmark = {
  name: 'envoy-dump',
  on: 'sandbox',
  async run() {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-'))
    const latin = path.join(folder, 'config_dump.json')
    const chinese = path.join(folder, 'chinese.json')
    try {
      await writeBigDump(latin)
      await writeFile(chinese, (await readFile(latin, 'latin1')).replace('"eu-1"', '"欧"'))
      const { size } = await stat(latin)
      const measured = ways.map((way): { readonly way: typeof way; readonly list: Measured[] } => ({
        way,
        list: [],
      }))
      const theirs: Measured[] = []
      for (let round = 0; round < rounds; round += 1) {
        for (const { way, list } of measured) list.push(await ours(way[0], way[1] ? chinese : latin))
        const other = round < roundsOfIstioctl ? await istioctl(latin) : undefined
        if (other !== undefined) theirs.push(other)
      }
      const bare = measured[0]?.list ?? []
      const rowOf = (title: string, list: readonly Measured[]): readonly string[] => {
        const middle = (read: keyof Measured) => median(list.map((one) => one[read]))
        // Of each round for itself: other programs slow a machine down for seconds.
        const toBare = (read: keyof Measured) =>
          median(list.map((one, round) => one[read] / (bare[round]?.[read] ?? Number.NaN)))
        return [
          title,
          milliseconds(middle('milliseconds')),
          ratio(toBare('milliseconds'), 1),
          ratio(toBare('cpu'), 1),
          mebibytes(middle('peak')),
          ratio(middle('peak'), size),
        ]
      }
      return {
        title: `A config dump of ${mebibytes(size)}: ${bigDump.clusters} clusters (${rounds} rounds)`,
        columns: ['', 'time', 'ratio', 'ratio of CPU', 'peak memory', 'of the dump'],
        rows: [
          ...measured.map(({ way, list }) => rowOf(way[2], list)),
          ...(theirs.length === 0 ? [] : [rowOf('istioctl proxy-config cluster -f', theirs)]),
        ],
        notes: [
          'Wanted: at most 1.2 times JSON.parse of the Latin dump, and at most 3.5 times the dump in memory.',
        ],
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}
