import { expect, test } from 'vitest'
import { answeredXdsStreams } from './xds-stream.ts'

const reading = (separator: string, active: number, total: number, completed: number) => {
  const values: Readonly<Record<string, number>> = {
    [`cluster.xds-grpc${separator}.upstream_rq_active`]: active,
    [`cluster.xds-grpc${separator}.upstream_rq_total`]: total,
    [`cluster.xds-grpc${separator}.upstream_rq_completed`]: completed,
  }
  return answeredXdsStreams((name) => values[name])
}

test('a stream that istiod answered counts', () => {
  expect(reading(';', 1, 6, 6)).toBe(1)
  expect(reading('', 1, 1, 1)).toBe(1)
})

test('a stream that the agent took while it still dials does not', () => {
  expect(reading(';', 1, 4, 3)).toBe(0)
})

test('between two attempts there is none', () => {
  expect(reading(';', 0, 5, 5)).toBe(0)
})

test('without the other counters the active streams are all that is known', () => {
  expect(answeredXdsStreams((name) => (name.endsWith('active') ? 1 : undefined))).toBe(1)
  expect(answeredXdsStreams(() => undefined)).toBeUndefined()
})
