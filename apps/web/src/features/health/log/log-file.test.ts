import { expect, test } from 'vitest'
import { logFile, logFileName } from './log-file.ts'
import { readLogLine } from './log-line.ts'
import type { LogLine } from './log-line.ts'

const lines = [
  '[app] 2026-11-23T08:00:00.1Z \u001b[31mred\u001b[0m',
  '[app] without a time',
  '[istio-proxy] 2026-11-23T08:00:01Z ',
]
  .map((line) => readLogLine(line, undefined))
  .filter((line): line is LogLine => line.kind === 'line')

test('a file has the lines as they were written, with their times and whose they are', () => {
  expect(logFile(lines, true)).toBe(
    '2026-11-23T08:00:00.1Z [app] \u001b[31mred\u001b[0m\n[app] without a time\n2026-11-23T08:00:01Z [istio-proxy] \n',
  )
  expect(logFile(lines.slice(1, 2), false)).toBe('without a time\n')
})

test('its name says which log it is', () => {
  const question = {
    cluster: 'c',
    pod: { namespace: 'shop', name: 'cart-1' },
    follow: false,
    tail: 5,
    since: undefined,
  }
  const now = new Date('2026-11-23T08:00:02.500Z')
  expect(logFileName({ ...question, containers: ['app', 'istio-proxy'], previous: true }, now)).toBe(
    'cart-1-app+istio-proxy-previous-20261123T080002Z.log',
  )
  expect(logFileName({ ...question, containers: ['a', 'b', 'c', 'd'], previous: false }, now)).toBe(
    'cart-1-4-containers-20261123T080002Z.log',
  )
})
