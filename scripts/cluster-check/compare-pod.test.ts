import type { ChartPort } from '@portolan/contract/chart'
import type { PortObservation } from '@portolan/contract/observation'
import type { PortState } from '@portolan/contract/port-state'
import { expect, test } from 'vitest'
import { comparePod } from './compare-pod.ts'
import type { ListeningSocket } from './listening-sockets.ts'

function port(value: number, process: string, more: Partial<ChartPort> = {}): ChartPort {
  return {
    key: String(value),
    id: 'application',
    process,
    number: { kind: 'known', value, source: { kind: 'default' } },
    binds: 'all',
    purpose: 'traffic',
    transports: ['tcp'],
    protocol: 'tcp',
    presence: { kind: 'expected' },
    probe: { kind: 'accept' },
    configuredBy: [],
    endpoints: [],
    ...more,
  }
}

function seen(value: number, state: PortState): PortObservation {
  return {
    port: String(value),
    state,
    evidence: { kind: 'accepted', heldMilliseconds: 1, closedByPeer: false },
    observedAt: '2026-11-23T00:00:00.000Z',
  }
}

const envoy: ListeningSocket = { port: 15_006, address: 'all', process: 'envoy' }
const hidden: ListeningSocket = { port: 9099, address: 'loopback', process: undefined }

function verdict(
  sockets: readonly ListeningSocket[],
  ports: readonly ChartPort[],
  observations: readonly PortObservation[],
  nameable: readonly number[] = [],
) {
  const rows = comparePod({ sockets, ports, observations, nameable: new Set(nameable) })
  return rows.map((row) => [row.port, row.verdict, row.why])
}

test('a socket that the chart shows open at its process agrees', () => {
  expect(verdict([envoy], [port(15_006, 'envoy')], [seen(15_006, 'open')])).toEqual([[15_006, 'agrees', '']])
})

test('a socket at another process, with another reach or another state is wrong', () => {
  expect(verdict([envoy], [port(15_006, 'pilot-agent')], [seen(15_006, 'open')])).toEqual([
    [15_006, 'WRONG', 'held by envoy'],
  ])
  expect(verdict([envoy], [port(15_006, 'envoy', { binds: 'loopback' })], [seen(15_006, 'open')])).toEqual([
    [15_006, 'WRONG', 'bound to all, charted as loopback'],
  ])
  expect(verdict([envoy], [port(15_006, 'envoy')], [seen(15_006, 'unknown')])).toEqual([
    [15_006, 'WRONG', 'it listens, and the state does not say so'],
  ])
})

test('a socket that nobody names stands apart; one that Kubernetes or Istio names must be on the chart', () => {
  expect(verdict([hidden], [], [])).toEqual([[9099, 'only the socket table knows', '']])
  expect(verdict([hidden], [], [], [9099])).toMatchObject([[9099, 'WRONG', expect.any(String)]])
  expect(verdict([{ ...envoy, port: 31_400 }], [], [])).toMatchObject([[31_400, 'WRONG', expect.any(String)]])
})

test('where nothing listens only closed and absent are true', () => {
  const charted = [port(15_004, 'pilot-agent')]
  for (const state of ['closed', 'absent'] as const) {
    expect(verdict([], charted, [seen(15_004, state)])).toEqual([[15_004, 'agrees', '']])
  }
  for (const state of ['open', 'not-ready', 'unknown', 'forbidden'] as const) {
    expect(verdict([], charted, [seen(15_004, state)])).toMatchObject([[15_004, 'WRONG', expect.any(String)]])
  }
})
