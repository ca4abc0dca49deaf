import type { PortObservation, VitalObservation } from '@portolan/contract/observation'
import type { PortState } from '@portolan/contract/port-state'
import { describe, expect, test } from 'vitest'
import { chartFor } from './chart-for.ts'
import { inputsFor, recordedPods } from './fixtures/recorded-pods.ts'
import { linkState } from './link-state.ts'

const chart = chartFor(inputsFor(recordedPods.frontend))
const observedAt = '2026-11-23T02:00:00.000Z'

function states(changes: Readonly<Record<string, PortState>> = {}): readonly PortObservation[] {
  return chart.ports.map(({ key }) => ({
    port: key,
    state: changes[key] ?? 'open',
    evidence: { kind: 'accepted', heldMilliseconds: 1, closedByPeer: false },
    observedAt,
  }))
}

function stream(state: VitalObservation['state']): readonly VitalObservation[] {
  return [{ vital: 'envoy-xds-stream', state, observedAt }]
}

function stateOfLink(id: string, ...known: [readonly PortObservation[], readonly VitalObservation[]]) {
  const link = chart.links.find((one) => one.id === id)
  if (link === undefined) throw new Error(`no link ${id}`)
  return linkState(chart, link, ...known)
}

describe('a link is', () => {
  test('up while every port on its way answers', () => {
    expect(stateOfLink('health-to-agent-status', states(), [])).toBe('up')
  })
  test('down when one of them is closed', () => {
    expect(stateOfLink('health-to-agent-status', states({ 'agent-status': 'closed' }), [])).toBe('down')
  })
  test('degraded when one of them is not ready', () => {
    expect(stateOfLink('kubelet-to-health', states({ 'envoy-health': 'not-ready' }), [])).toBe('degraded')
  })
  test('unknown before anything was observed', () => {
    expect(stateOfLink('kubelet-to-health', [], [])).toBe('unknown')
    expect(stateOfLink('agent-to-istiod', states(), [])).toBe('unknown')
  })
  test('unknown where the user may not look', () => {
    expect(stateOfLink('kubelet-to-health', states({ 'envoy-health': 'forbidden' }), [])).toBe('unknown')
  })
  test('down when the stream that it stands for is gone, whatever the ports say', () => {
    expect(stateOfLink('agent-to-istiod', states(), stream('good'))).toBe('up')
    expect(stateOfLink('agent-to-istiod', states(), stream('bad'))).toBe('down')
  })
})

test('a stream to a control plane without a ready pod is degraded before it breaks', () => {
  const unready = { ...recordedPods.istiod, status: { ...recordedPods.istiod.status, conditions: [] } }
  const late = chartFor(
    inputsFor(recordedPods.frontend, { controlPlane: { kind: 'read', value: [unready] } }),
  )
  const link = late.links.find(({ id }) => id === 'agent-to-istiod')
  expect(link && linkState(late, link, states(), stream('good'))).toBe('degraded')
})
