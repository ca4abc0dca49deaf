import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Service } from '../chart-inputs.ts'
import { inputsFor, recordedPods } from '../fixtures/recorded-pods.ts'
import * as written from '../fixtures/written-pods.ts'
import { matrixFactsOf } from './facts-of-pod.ts'
import { matrixRow } from './matrix-row.ts'
import { PortTable } from './port-table.ts'

const number = fc.oneof(
  fc.integer({ min: -1, max: 70_000 }),
  fc.constantFrom(8080, 15_000, 15_001, 15_006, 15_020, 15_021, 15_090),
)
const name = fc.constantFrom('', 'http', 'web', 'grpc-web', '=1+1')
const transport = fc.constantFrom('TCP', 'UDP', 'SCTP')
const containerPort = fc.record(
  { containerPort: number, name, protocol: transport },
  { requiredKeys: ['containerPort'] },
)
const services = fc.array(
  fc
    .record(
      {
        port: number,
        targetPort: fc.oneof(number, fc.constantFrom('http', 'nobody')),
        name,
        protocol: transport,
      },
      { requiredKeys: ['port'] },
    )
    .map((port): Service => ({
      metadata: { name: 'shop', namespace: 'shop' },
      spec: { selector: { app: 'shop' }, ports: [port] },
    })),
  { maxLength: 4 },
)
const sightings = fc.array(
  fc.record({
    number,
    transport: fc.constantFrom('tcp' as const, 'udp' as const),
    state: fc.constantFrom('open' as const, 'closed' as const, 'not-ready' as const, 'unknown' as const),
    by: fc.constantFrom('probe' as const, 'look' as const),
    seenAt: fc.constantFrom('2026-11-23T08:00:00Z', '2026-11-23T08:00:05Z'),
  }),
  { maxLength: 4 },
)
const annotations = fc.record(
  {
    'traffic.sidecar.istio.io/excludeInboundPorts': fc.oneof(fc.string(), fc.constant('8080,15021')),
    'traffic.sidecar.istio.io/includeInboundPorts': fc.oneof(fc.string(), fc.constant('*')),
    'status.sidecar.istio.io/port': fc.oneof(fc.string(), fc.constant('0'), fc.constant('8080')),
  },
  { requiredKeys: [] },
)

test('whatever is declared, each number and transport stands once, and sightings point at their port', () => {
  const property = fc.property(
    fc.array(fc.array(containerPort, { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    services,
    sightings,
    annotations,
    (declared, leading, seenPorts, noted) => {
      const pod = written.writtenPod({
        metadata: { labels: { app: 'shop' }, annotations: noted },
        containers: [
          ...declared.map((ports, index) => ({ name: `app-${index}`, ports })),
          written.proxy('sidecar'),
        ],
      })
      const inputs = inputsFor(pod, { services: { kind: 'read', value: leading } })
      const { ports, seen } = matrixRow(matrixFactsOf(inputs, { endpoints: undefined, sightings: seenPorts }))
      const places = ports.flatMap((one) =>
        one.number === undefined ? [] : [`${one.number}/${one.transport}`],
      )
      expect(new Set(places).size).toBe(places.length)
      expect(seen.every(({ at }) => ports[at] !== undefined)).toBe(true)
      expect(new Set(seen.map(({ at }) => at)).size).toBe(seen.length)
      // What was seen open is in the row, wherever else it is told of.
      const open = seenPorts.filter(({ state }) => state === 'open')
      expect(places).toEqual(expect.arrayContaining(open.map((one) => `${one.number}/${one.transport}`)))
    },
  )
  expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
})

test('the table gives back every port that was put into it, and none twice', () => {
  const pods = Object.values(recordedPods)
  const property = fc.property(fc.array(fc.constantFrom(...pods), { maxLength: 30 }), (chosen) => {
    const table = new PortTable()
    const rows = chosen.map((pod) => {
      const { ports } = matrixRow(matrixFactsOf(inputsFor(pod), { endpoints: undefined, sightings: [] }))
      return { ports, places: ports.map((port) => table.placeOf(port)) }
    })
    const all = table.all()
    for (const { ports, places } of rows) expect(places.map((place) => all[place])).toEqual(ports)
    expect(new Set(all.map((port) => JSON.stringify(port))).size).toBe(all.length)
  })
  expect(() => fc.assert(property, { numRuns: 50 })).not.toThrow()
})
