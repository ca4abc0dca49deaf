import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Heartbeat } from './heartbeat.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function heartbeat(state: { suspended?: boolean } = {}) {
  const seen = { pings: 0, silences: 0 }
  const beat = new Heartbeat(
    {
      sendPing: () => {
        seen.pings += 1
      },
      suspended: () => state.suspended === true,
      onSilence: () => {
        seen.silences += 1
      },
    },
    20_000,
    10_000,
  )
  beat.start()
  return { beat, seen }
}

test('silence brings a ping, and further silence the end', () => {
  const { seen } = heartbeat()
  vi.advanceTimersByTime(19_999)
  expect(seen).toEqual({ pings: 0, silences: 0 })
  vi.advanceTimersByTime(1)
  expect(seen).toEqual({ pings: 1, silences: 0 })
  vi.advanceTimersByTime(10_000)
  expect(seen).toEqual({ pings: 1, silences: 1 })
  expect(vi.getTimerCount()).toBe(0)
})

test('whatever arrives counts as an answer', () => {
  const { beat, seen } = heartbeat()
  for (let round = 0; round < 10; round++) {
    vi.advanceTimersByTime(20_000)
    beat.heard()
    vi.advanceTimersByTime(10_000)
  }
  expect(seen.silences).toBe(0)
  expect(seen.pings).toBeGreaterThan(5)
})

test('a busy connection is never pinged', () => {
  const { beat, seen } = heartbeat()
  for (let second = 0; second < 600; second++) {
    beat.heard()
    vi.advanceTimersByTime(1_000)
  }
  expect(seen).toEqual({ pings: 0, silences: 0 })
})

test('nothing is sent while the connection is being drained, and nothing concluded', () => {
  const state = { suspended: true }
  const { seen } = heartbeat(state)
  vi.advanceTimersByTime(600_000)
  expect(seen).toEqual({ pings: 0, silences: 0 })
  state.suspended = false
  vi.advanceTimersByTime(20_000)
  expect(seen.pings).toBe(1)
})

test('a stopped one leaves no timer', () => {
  const { beat } = heartbeat()
  beat.stop()
  expect(vi.getTimerCount()).toBe(0)
})
