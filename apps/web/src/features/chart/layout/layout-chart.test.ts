import { chartFor } from '@portolan/catalog/chart-for'
import type { Chart, ChartPort, ChartProcess } from '@portolan/contract/chart'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChartLayout, PlacedPort } from './chart-layout.ts'
import { layoutChart } from './layout-chart.ts'
import { bottom, overlaps, right } from './geometry.ts'
import type { Box, Point } from './geometry.ts'

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

type Named = { readonly name: string; readonly box: Box }

function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const))
}

function around({ x, y }: Point, reach: number): Box {
  return { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }
}

function smaller({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by }
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer)
  )
}

/** The room that a port's number and name may fill. */
function labelBox({ label }: PlacedPort): Box {
  const { x, y, width, align } = label
  const start = { start: x, middle: x - width / 2, end: x - width }[align]
  return { x: start, y: y - 10, width, height: 13 }
}

function stretches(points: readonly Point[]): readonly Box[] {
  return points.flatMap((a, index) => {
    const b = points[index + 1]
    if (b === undefined) return []
    const x = Math.min(a.x, b.x)
    const y = Math.min(a.y, b.y)
    return [{ x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }]
  })
}

function touching(kind: string, things: readonly Named[]): readonly string[] {
  return pairs(things)
    .filter(([a, b]) => overlaps(a.box, b.box))
    .map(([a, b]) => `${kind} ${a.name} lies on ${b.name}`)
}

/** Everything that would be wrong with a picture, in words. */
function faultsOf(layout: ChartLayout): readonly string[] {
  const canvas: Box = { x: 0, y: 0, width: layout.width, height: layout.height }
  const boxes = [
    ...layout.peers.map(({ peer, box }) => ({ name: peer.key, box })),
    { name: 'the pod', box: layout.pod },
  ]
  const containers = layout.containers.map(({ name, box }) => ({ name, box }))
  const processes = layout.processes.map(({ process, box }) => ({ name: process.key, box }))
  const berths = layout.ports.map(({ port, at }) => ({ name: port.key, box: around(at, 9) }))
  const labels = layout.ports.map((placed) => ({ name: placed.port.key, box: labelBox(placed) }))
  const links = layout.links.map(({ link, points, quiet }) => ({ name: link.key, points, quiet }))
  const loud = links.filter(({ quiet }) => !quiet)
  return [
    ...touching('box', boxes),
    ...touching('container', containers),
    ...touching('process', processes),
    ...touching('berth', berths),
    ...touching('label', labels),
    ...boxes.filter(({ box }) => !contains(canvas, box)).map(({ name }) => `${name} leaves the picture`),
    ...[...containers, ...processes]
      .filter(({ box }) => !contains(layout.pod, box))
      .map(({ name }) => `${name} leaves the pod`),
    ...labels
      .filter(({ box }) => !processes.some((process) => contains(process.box, box)))
      .map(({ name }) => `the number of ${name} leaves its process`),
    ...labels.filter(({ box }) => box.width < 40).map(({ name }) => `${name} has no room for its number`),
    ...links
      .filter(({ points }) => points.some((point) => !contains(canvas, around(point, 0))))
      .map(({ name }) => `${name} leaves the picture`),
    ...links
      .filter(({ points }) => stretches(points).some(({ width, height }) => width > 0.6 && height > 0.6))
      .map(({ name }) => `${name} runs askew`),
    // A line may reach a berth inside the edge, and no further.
    ...loud.flatMap(({ name, points }) =>
      [...processes, ...layout.peers.map(({ peer, box }) => ({ name: peer.key, box }))]
        .filter(({ box }) => stretches(points).some((stretch) => overlaps(stretch, smaller(box, 12))))
        .map((crossed) => `${name} crosses ${crossed.name}`),
    ),
    ...titlesOf(layout).flatMap(({ name, box }) =>
      loud
        .filter(({ points }) => stretches(points).some((stretch) => overlaps(stretch, box)))
        .map((line) => `${line.name} crosses the title of ${name}`),
    ),
  ]
}

function titlesOf({ podTitle, containers }: ChartLayout): readonly Named[] {
  const titles = [
    { name: 'the pod', title: podTitle },
    ...containers.map(({ name, title }) => ({ name: `container ${name}`, title })),
  ]
  return titles.map(({ name, title: { x, y, width } }) => ({
    name,
    box: { x, y: y - 10, width, height: 13 },
  }))
}

describe('every kind of pod has a chart in which nothing lies on anything else', () => {
  test.each(charts.map((chart) => [chart.pod.name, chart] as const))('%s', (_, chart) => {
    expect(chart.processes.length).toBeGreaterThan(0)
    const layout = layoutChart(chart)
    expect(faultsOf(layout)).toEqual([])
    expect(layout.height).toBeLessThan(600)
    expect(layout.podTitle.width).toBeGreaterThan(100)
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

test('every link between things that are drawn has a line', () => {
  for (const chart of charts) {
    const layout = layoutChart(chart)
    const drawn = new Set(layout.links.map(({ link }) => link.key))
    const hidden = chart.links.filter(({ key }) => !drawn.has(key)).map(({ id }) => id)
    expect(hidden).toEqual([])
  }
})

test('a berth lies inside the edge when only loopback reaches it, and on the edge otherwise', () => {
  for (const chart of charts) {
    const { ports, processes } = layoutChart(chart)
    for (const { port, at } of ports) {
      const box = processes.find(({ process }) => process.key === port.process)?.box
      expect(box).toBeDefined()
      if (box === undefined) continue
      const inside = at.x > box.x && at.x < right(box) && at.y > box.y && at.y < bottom(box)
      expect([port.key, inside]).toEqual([port.key, port.binds === 'loopback'])
    }
  }
})

function portsLike(pattern: ChartPort, count: number, process: string): readonly ChartPort[] {
  return Array.from({ length: count }, (_, index): ChartPort => {
    const value = 20_000 + index
    return {
      ...pattern,
      key: `${pattern.id}:${process}:${value}`,
      process,
      number: { kind: 'known', value, source: { kind: 'default' } },
    }
  })
}

/** The same chart with more of the application: more ports of the first container, and more containers. */
function grown(chart: Chart, morePorts: number, moreContainers: number): Chart {
  const pattern = chart.ports.find(({ id }) => id === 'application')
  const app = chart.processes.find(({ id }) => id === 'application')
  if (pattern === undefined || app === undefined) return chart
  const names = Array.from({ length: moreContainers }, (_, index) => `helper-${index}`)
  const added = names.map((name): ChartProcess => ({
    ...app,
    key: `application:${name}`,
    name,
    container: name,
  }))
  const ports = [
    ...portsLike(pattern, morePorts, app.key),
    ...added.flatMap(({ key }) => portsLike(pattern, 1, key)),
  ]
  const like = chart.links.find(({ to }) => to.kind === 'port' && to.key === pattern.key)
  const links =
    like === undefined
      ? []
      : ports.map(({ key }) => ({ ...like, key: `${like.key}>${key}`, to: { kind: 'port' as const, key } }))
  return {
    ...chart,
    processes: [...chart.processes, ...added],
    ports: [...chart.ports, ...ports],
    links: [...chart.links, ...links],
  }
}

test('up to twelve more ports of the application and three more containers still find room', () => {
  const roomy = charts.filter((chart) => chart.ports.some(({ id }) => id === 'application'))
  expect(roomy.length).toBeGreaterThan(3)
  fc.assert(
    fc.property(fc.constantFrom(...roomy), fc.nat(12), fc.nat(3), (chart, ports, containers) => {
      expect(faultsOf(layoutChart(grown(chart, ports, containers)))).toEqual([])
    }),
  )
})

test('up to twenty listeners of a gateway still find room, each with a straight line from its clients', () => {
  const gateways = charts.filter(({ kind }) => kind === 'gateway')
  expect(gateways.length).toBeGreaterThan(1)
  fc.assert(
    fc.property(fc.constantFrom(...gateways), fc.integer({ min: 1, max: 20 }), (chart, count) => {
      const pattern = chart.ports.find(({ id }) => id === 'envoy-admin')
      const upstream = chart.links.find(({ id }) => id === 'gateway-to-upstreams')
      if (pattern === undefined || upstream === undefined) throw new Error('no gateway')
      const listener: ChartPort = { ...pattern, id: 'gateway-listener', purpose: 'traffic', binds: 'all' }
      const ports = portsLike(listener, count, pattern.process)
      const clients = ports.map(({ key }) => ({
        ...upstream,
        id: 'clients-to-gateway',
        key: `clients>${key}`,
        from: { kind: 'peer' as const, key: 'clients' },
        to: { kind: 'port' as const, key },
      }))
      const layout = layoutChart({
        ...chart,
        ports: [...chart.ports, ...ports],
        links: [...chart.links, ...clients],
      })
      expect(faultsOf(layout)).toEqual([])
      const lines = layout.links.filter(({ link }) => link.id === 'clients-to-gateway')
      expect(lines.map(({ points }) => points.length)).toEqual(ports.map(() => 2))
    }),
  )
})
