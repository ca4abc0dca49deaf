import type { PortObservation } from '@portolan/contract/observation'
import { chartWithLook } from '@portolan/inside/chart/chart-with-look'
import {
  heldByAgent,
  heldByEnvoy,
  lookAt,
  sidecarChart,
  socket,
} from '@portolan/inside/sockets/fixtures/sidecar'
import { expect, test } from 'vitest'
import { portStateIn, viewOf } from './chart-view.ts'

const lookedAt = '2026-01-02T03:04:05.000Z'
const [before, after] = ['2026-01-02T03:04:00.000Z', '2026-01-02T03:04:10.000Z']

const asked = (
  state: PortObservation['state'],
  observedAt: string,
  port = 'envoy-inbound',
): PortObservation => ({
  port,
  state,
  observedAt,
  evidence: { kind: 'refused', text: 'connection refused' },
})

/** How a port is shown that was asked with this outcome, when the table of the look had these listeners. */
function shown(observations: readonly PortObservation[], ...listeners: readonly string[]) {
  const look = chartWithLook(sidecarChart, {
    access: [],
    look: lookAt(
      listeners.map((one) => socket(one, heldByEnvoy)),
      { at: lookedAt },
    ),
    looking: false,
    history: [],
  })
  const view = viewOf(sidecarChart, { ports: [...observations], history: {}, vitals: [] }, look)
  return [portStateIn(view, 'envoy-inbound'), view.ports.get('envoy-inbound')?.evidence.kind]
}

const inbound = 'listen 0.0.0.0:15006'

test.each([
  ['nothing was learned yet', [], [inbound], ['open', 'socket-table']],
  ['nothing was learned yet, and nothing listens', [], [], ['closed', 'socket-table']],
  ['the way failed', [asked('unknown', after)], [inbound], ['open', 'socket-table']],
  ['it was asked later', [asked('closed', after)], [inbound], ['closed', 'refused']],
  ['it was asked before', [asked('closed', before)], [inbound], ['open', 'socket-table']],
  ['it was asked before and agrees', [asked('not-ready', before)], [inbound], ['not-ready', 'refused']],
  ['nobody may forward there', [asked('forbidden', before)], [inbound], ['forbidden', 'refused']],
] as const)('a port when %s', (_when, observations, listeners, expected) => {
  expect(shown(observations, ...listeners)).toEqual(expected)
})

test('a link that could not be proved is up while a connection on it is open', () => {
  const link = {
    key: 'agent-to-istiod',
    id: 'agent-to-istiod',
    from: { kind: 'process', key: 'pilot-agent' },
    to: { kind: 'peer', key: 'istiod' },
    protocol: 'gRPC',
    purpose: 'control',
    presence: { kind: 'expected' },
    dependsOn: [],
  } as const
  const chart = { ...sidecarChart, links: [{ ...link, dependsOn: [] }] }
  const stream = { ...socket('10.1.0.5:40000 10.96.0.20:15012', heldByAgent), role: 'agent-xds' } as const
  const look = chartWithLook(chart, { access: [], look: lookAt([stream]), looking: false, history: [] })
  const none = { ports: [], history: {}, vitals: [] }
  expect(viewOf(chart, none).links.get(link.key)).toBe('unknown')
  expect(viewOf(chart, none, look).links.get(link.key)).toBe('up')
})
