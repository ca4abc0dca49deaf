import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLogLine } from './log-line.ts'

const at = Date.parse('2026-11-23T05:00:00Z') * 1000

test('a line of the only container', () => {
  expect(readLogLine('2026-11-23T05:00:00.123456789Z GET /', 'app')).toEqual({
    kind: 'line',
    container: 'app',
    time: '2026-11-23T05:00:00.123456789Z',
    at: at + 123_456,
    raw: 'GET /',
    text: 'GET /',
  })
})

test.each([
  ['2026-11-23T05:00:00Z', 0],
  ['2026-11-23T05:00:00.1Z', 100_000],
  ['2026-11-23T05:00:00.12Z', 120_000],
  ['2026-11-23T13:00:00.000001+08:00', 1],
])('%s has its place in time whatever its digits and its zone', (time, more) => {
  expect(readLogLine(`${time} x`, 'app')).toMatchObject({ at: at + more })
})

test('of several containers the line says whose it is', () => {
  const line = readLogLine('[istio-proxy] 2026-11-23T05:00:00Z [2026] info', undefined)
  expect(line).toMatchObject({ container: 'istio-proxy', text: '[2026] info' })
})

test('Portolan’s own words are no line of the container', () => {
  expect(readLogLine('! ended', 'app')).toEqual({
    kind: 'remark',
    container: 'app',
    note: 'ended',
    words: '',
  })
  expect(readLogLine('[app] ! missing no such log', undefined)).toEqual({
    kind: 'remark',
    container: 'app',
    note: 'missing',
    words: 'no such log',
  })
})

test('a container that writes like Portolan is still a container', () => {
  expect(readLogLine('2026-11-23T05:00:00Z ! ended', 'app')).toMatchObject({ kind: 'line', text: '! ended' })
})

test('an empty line, and one without a time, are lines', () => {
  expect(readLogLine('2026-11-23T05:00:00Z ', 'app')).toMatchObject({ raw: '', time: '2026-11-23T05:00:00Z' })
  expect(readLogLine('failed to read', 'app')).toMatchObject({
    kind: 'line',
    raw: 'failed to read',
    time: '',
  })
})

test('nothing that comes over the wire makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (line, alone) => {
      expect(readLogLine(line, alone ? 'app' : undefined).kind).toMatch(/^(line|remark)$/)
    }),
  )
})
