import { readFileSync } from 'node:fs'
import { readDump } from '@portolan/envoy/dump/read-dump'
import { isObject, parseObject } from '@portolan/envoy/json/json'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { allTables } from '@portolan/envoy/table/all-tables'

/** What is measured, in a process of its own: `node envoy-dump-child.ts HOW FILE`. */
const ways: Readonly<Record<string, (file: string) => number>> = {
  parse: (file) =>
    Object.values(parseObject(readFileSync(file, 'utf8')))
      .flat()
      .flatMap((section) => (isObject(section) ? Object.values(section) : []))
      .reduce<number>((sum, field) => sum + (Array.isArray(field) ? field.length : 0), 0),
  read: (file) => Object.values(answersOf(file).dump.entries).reduce((sum, list) => sum + list.length, 0),
  rows: (file) => {
    const answers = answersOf(file)
    return Object.values(allTables).reduce((sum, table) => sum + table.open(answers).total, 0)
  },
}

function answersOf(file: string): ProxyAnswers {
  return { dump: readDump([{ answer: parseObject(readFileSync(file, 'utf8')) }]), readAt: Date.now() }
}

const [how = '', file = ''] = process.argv.slice(2)
const began = performance.now()
const found = ways[how]?.(file)
const milliseconds = performance.now() - began
console.log(JSON.stringify({ found, milliseconds, peak: process.resourceUsage().maxRSS * 1024 }))
