import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import { bigDump, writeBigDump } from './big-dump.ts'
import { mebibytes, median, milliseconds, ratio } from './figures.ts'

const rounds = 3
const child = fileURLToPath(new URL('envoy-dump-child.ts', import.meta.url))
const run = promisify(execFile)

/** Wall time in milliseconds, and the most memory that the process had, in bytes. */
type Measured = { readonly milliseconds: number; readonly peak: number }

async function ours(how: string, file: string): Promise<Measured> {
  const { stdout } = await run(process.execPath, [child, how, file])
  const told: unknown = JSON.parse(stdout)
  if (typeof told !== 'object' || told === null || !('milliseconds' in told) || !('peak' in told))
    throw new Error(`${how} told nothing`)
  return { milliseconds: Number(told.milliseconds), peak: Number(told.peak) }
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
      resolve(code === 0 ? { milliseconds: performance.now() - began, peak } : undefined)
    })
  })
}

/** A large dump read, against a bare JSON.parse of it. */
export const envoyDump: Benchmark = {
  name: 'envoy-dump',
  on: 'sandbox',
  async run() {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-'))
    const file = path.join(folder, 'config_dump.json')
    try {
      await writeBigDump(file)
      const { size } = await stat(file)
      const ways = ['parse', 'read', 'rows'] as const
      const measured = new Map<string, Measured[]>(ways.map((way) => [way, []]))
      for (let round = 0; round < rounds; round += 1) {
        for (const way of ways) measured.get(way)?.push(await ours(way, file))
      }
      const theirs = await istioctl(file)
      const all = [...measured, ['istioctl', theirs === undefined ? [] : [theirs]] as const]
      const bare = median((measured.get('parse') ?? []).map((one) => one.milliseconds))
      const titles: Readonly<Record<string, string>> = {
        parse: 'JSON.parse and one pass',
        read: 'read into entries',
        rows: 'the same, and the rows of all tables',
        istioctl: 'istioctl proxy-config cluster -f',
      }
      return {
        title: `A config dump of ${mebibytes(size)}: ${bigDump.clusters} clusters (${rounds} rounds)`,
        columns: ['', 'time', 'ratio', 'peak memory', 'of the dump'],
        rows: all
          .filter(([, list]) => list.length > 0)
          .map(([way, list]) => {
            const time = median(list.map((one) => one.milliseconds))
            const peak = median(list.map((one) => one.peak))
            return [
              titles[way] ?? way,
              milliseconds(time),
              ratio(time, bare),
              mebibytes(peak),
              ratio(peak, size),
            ]
          }),
        notes: ['Wanted: at most 1.2 times JSON.parse, and at most 3.5 times the dump.'],
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}
