import type { Evidence } from '@portolan/contract/evidence'
import { expect, test } from 'vitest'
import { Pace } from './pace.ts'
import { probeDeadline } from './probe-way.ts'

const open: Evidence = { kind: 'http', method: 'GET', path: '/', status: 200, milliseconds: 1 }
const silent: Evidence = { kind: 'silent', asked: 'GET /', afterMilliseconds: probeDeadline }
const cut: Evidence = { kind: 'tunnel', code: 'kubelet-unreachable', text: 'connection refused' }
const throttled: Evidence = { kind: 'tunnel', code: 'upgrade-failed', status: 429, text: 'too many requests' }

const latest = 0.999_999

test('a fault that happens right after a good answer is known within six seconds, silence included', () => {
  const pace = new Pace()
  for (const took of [5, 300, 1_300]) {
    expect(took + pace.pauseAfter(open, took, latest) + probeDeadline).toBeLessThan(6_000)
  }
})

test('what heals is known within six seconds, whether the port was silent or the way was cut', () => {
  const pace = new Pace()
  expect(probeDeadline + pace.pauseAfter(silent, probeDeadline, latest)).toBeLessThan(6_000)
  expect(pace.pauseAfter(cut, 5, latest)).toBeLessThan(6_000)
})

test('an API server that says "too many requests" is asked less each time, up to every ten seconds', () => {
  const pace = new Pace()
  const pauses = [1, 2, 3, 4].map(() => pace.pauseAfter(throttled, 0, 0.5))
  expect(pauses).toEqual([4_800, 9_600, 10_000, 10_000])
  pace.pauseAfter(open, 0, 0.5)
  expect(pace.pauseAfter(open, 0, 0.5)).toBe(2_400)
})

test('the slower tunnels open, the less is asked', () => {
  const pace = new Pace()
  pace.opened(1_000)
  expect(pace.pauseAfter(open, 0, 0.5)).toBe(5_000)
  pace.opened(20_000)
  expect(pace.pauseAfter(open, 0, 0.5)).toBe(10_000)
})
