import { createReadStream, readFileSync } from 'node:fs'
import { readDump } from '@portolan/envoy/dump/read-dump'
import { isObject, objectOf, parseObject } from '@portolan/envoy/json/json'
import { JsonPieces } from '@portolan/envoy/json/json-pieces'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { allTables } from '@portolan/envoy/table/all-tables'
import { ownCpu } from './figures.ts'

/** Rows that a screen shows. */
const shown = 50
const asItComes = { text: '', only: {}, sort: undefined }

/** What is measured, in a process of its own: `node envoy-dump-child.ts HOW FILE`. */
const ways: Readonly<Record<string, (file: string) => number | Promise<number>>> = {
  parse: (file) =>
    Object.values(parseObject(readFileSync(file, 'utf8')))
      .flat()
      .flatMap((section) => (isObject(section) ? Object.values(section) : []))
      .reduce<number>((sum, field) => sum + (Array.isArray(field) ? field.length : 0), 0),
  read: async (file) =>
    Object.values((await answersOf(file)).dump.entries).reduce((sum, list) => sum + list.length, 0),
  rows: async (file) => {
    const answers = await answersOf(file)
    return Object.values(allTables).reduce((sum, table) => {
      const open = table.open(answers)
      const first = [...open.arranged(asItComes).subarray(0, shown)].flatMap((index) => open.row(index) ?? [])
      return sum + open.total + first.length
    }, 0)
  },
}

/** As the worker of the page does it. */
async function answersOf(file: string): Promise<ProxyAnswers> {
  const pieces = new JsonPieces()
  // A browser gives what it has, too, not sips of 64 KiB.
  for await (const bytes of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    if (!(bytes instanceof Uint8Array)) throw new TypeError('a file is read as bytes')
    pieces.push(bytes)
  }
  return { dump: readDump([{ answer: objectOf(pieces.end()) }]), readAt: Date.now() }
}

const [how = '', file = ''] = process.argv.slice(2)
const began = performance.now()
const cpuBefore = ownCpu()
const found = await ways[how]?.(file)
const milliseconds = performance.now() - began
console.log(
  JSON.stringify({
    found,
    milliseconds,
    cpu: ownCpu() - cpuBefore,
    peak: process.resourceUsage().maxRSS * 1024,
  }),
)
