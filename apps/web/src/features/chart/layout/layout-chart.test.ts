import { chartFor } from '@portolan/catalog/chart-for'
import type { Chart, ChartPort } from '@portolan/contract/chart'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChartLayout } from './chart-layout.ts'
import { layoutChart } from './layout-chart.ts'
import { bottom, overlaps, right } from './geometry.ts'
import type { Box } from './geometry.ts'

const unread = { kind: 'unread', reason: 'failed', text: '' } as const

/** Charts of every kind of pod that the sandbox makes. */
const charts: readonly Chart[] = meshOfKinds().objects.pods.map((pod) =>
  chartFor({
    pod,
    namespace: { kind: 'read', value: {} },
    services: { kind: 'read', value: [] },
    meshConfig: unread,
    controlPlane: { kind: 'read', value: [] },
    listeners: undefined,
  }),
)

/** Everything that would be wrong with a picture, in words. */
function faultsOf(layout: ChartLayout): readonly string[] {
  const canvas: Box = { x: 0, y: 0, width: layout.width, height: layout.height }
  const inside = (box: Box) =>
    box.x >= 0 && box.y >= 0 && right(box) <= canvas.width && bottom(box) <= canvas.height
  const boxes = [
    ...layout.peers.map(({ peer, box }) => ({ name: peer.key, box })),
    { name: 'the pod', box: layout.pod },
  ]
  const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const))
  const ports = layout.ports.flatMap((a, index) => layout.ports.slice(index + 1).map((b) => [a, b] as const))
  const processes = layout.processes.flatMap((a, index) =>
    layout.processes.slice(index + 1).map((b) => [a, b] as const),
  )
  return [
    ...pairs.filter(([a, b]) => overlaps(a.box, b.box)).map(([a, b]) => `${a.name} lies on ${b.name}`),
    ...processes
      .filter(([a, b]) => overlaps(a.box, b.box))
      .map(([a, b]) => `${a.process.key} lies on ${b.process.key}`),
    ...boxes.filter(({ box }) => !inside(box)).map(({ name }) => `${name} leaves the picture`),
    ...layout.processes
      .filter(({ box }) => box.x < layout.pod.x || bottom(box) > bottom(layout.pod))
      .map(({ process }) => `${process.key} leaves the pod`),
    ...ports
      .filter(([a, b]) => Math.hypot(a.at.x - b.at.x, a.at.y - b.at.y) < 18)
      .map(([a, b]) => `${a.port.key} lies on ${b.port.key}`),
    ...layout.links.flatMap(({ link, points }) =>
      points.some(({ x, y }) => x < 0 || y < 0 || x > canvas.width || y > canvas.height)
        ? [`${link.key} leaves the picture`]
        : [],
    ),
    ...layout.links.flatMap(({ link, points }) =>
      points.some(({ x, y }, index) => {
        const next = points[index + 1]
        return next !== undefined && Math.abs(next.x - x) > 0.6 && Math.abs(next.y - y) > 0.6
      })
        ? [`${link.key} runs askew`]
        : [],
    ),
  ]
}

describe('every kind of pod has a chart in which nothing lies on anything else', () => {
  test.each(charts.map((chart) => [chart.pod.name, chart] as const))('%s', (_, chart) => {
    expect(chart.processes.length).toBeGreaterThan(0)
    expect(faultsOf(layoutChart(chart))).toEqual([])
  })
})

test('every port that has a process has a berth, and every line that is drawn ends where it says', () => {
  for (const chart of charts) {
    const layout = layoutChart(chart)
    const drawn = new Set(layout.processes.map(({ process }) => process.key))
    const expected = chart.ports.filter(({ process }) => drawn.has(process)).map(({ key }) => key)
    expect(layout.ports.map(({ port }) => port.key).toSorted()).toEqual(expected.toSorted())
    for (const { link, points } of layout.links) {
      const berth = layout.ports.find(({ port }) => link.to.kind === 'port' && port.key === link.to.key)
      if (berth === undefined) continue
      expect(points.at(-1)).toMatchObject({ x: berth.at.x, y: berth.at.y })
    }
  }
})

test('up to twelve more ports of the application, or listeners of a gateway, still find room', () => {
  const roomy = charts.filter(({ kind }) => kind === 'sidecar' || kind === 'gateway')
  expect(roomy.length).toBeGreaterThan(1)
  fc.assert(
    fc.property(fc.constantFrom(...roomy), fc.integer({ min: 0, max: 12 }), (chart, more) => {
      const pattern = chart.ports.find(({ id }) => id === 'application' || id === 'gateway-listener')
      if (pattern === undefined) return
      const added = Array.from({ length: more }, (_, index): ChartPort => {
        const value = 20_000 + index
        return {
          ...pattern,
          key: `${pattern.key}:${value}`,
          number: { kind: 'known', value, source: { kind: 'default' } },
        }
      })
      expect(faultsOf(layoutChart({ ...chart, ports: [...chart.ports, ...added] }))).toEqual([])
    }),
  )
})
