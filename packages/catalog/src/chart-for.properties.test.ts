import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Chart } from '@portolan/contract/chart'
import { chartFor } from './chart-for.ts'
import { checkCommands } from './check-commands.ts'
import type { Pod } from './chart-inputs.ts'
import { linkDefinitions } from './data/links.ts'
import {
  inputsFor,
  nothingOutsideTheNamespace,
  recordedListeners,
  recordedPods,
} from './fixtures/recorded-pods.ts'
import * as written from './fixtures/written-pods.ts'
import { linkIds, peerIds, portIds, processIds, socketIds } from './ids.ts'

const pods: readonly Pod[] = [
  ...Object.values(recordedPods),
  written.waypoint,
  written.gatewayApi,
  written.eastWest,
  written.ztunnel,
  written.captured,
  written.cniNode,
  written.agentgateway,
  written.proxyless,
  written.oldSidecar,
]

/** A pod with parts taken out and words replaced, as other releases and other people's webhooks leave them. */
const mutatedPod: fc.Arbitrary<Pod> = fc
  .tuple(
    fc.constantFrom(...pods),
    fc.infiniteStream(fc.nat(60)),
    fc.infiniteStream(
      fc.oneof(fc.string(), fc.constantFrom('0', '15090', '-1', '99999', '{}', '{"a":', ': :', '[]', 'true')),
    ),
  )
  .map(([pod, dice, words]) => mutate(pod, dice, words) as Pod)

function mutate(value: unknown, dice: Iterator<number>, words: Iterator<string>): unknown {
  const roll = () => Number(dice.next().value)
  if (Array.isArray(value)) {
    return value.filter(() => roll() !== 0).map((item) => mutate(item, dice, words))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => roll() !== 0)
        .map(([name, item]) => [name, mutate(item, dice, words)]),
    )
  }
  if (typeof value === 'string') return roll() < 3 ? String(words.next().value) : value
  if (typeof value === 'number') return roll() < 3 ? roll() * 1_500 : value
  return value
}

function keys(parts: readonly { readonly key: string }[]): ReadonlySet<string> {
  return new Set(parts.map(({ key }) => key))
}

/** What is wrong with a chart, in words; nothing for a sound one. */
function flawsOf(chart: Chart): readonly string[] {
  const groups = [chart.processes, chart.ports, chart.sockets, chart.peers, chart.links, chart.vitals]
  const duplicates = groups.flatMap((parts) =>
    parts.map(({ key }) => key).filter((key, index, all) => all.indexOf(key) !== index),
  )
  const ends = {
    process: keys(chart.processes),
    port: keys(chart.ports),
    socket: keys(chart.sockets),
    peer: keys(chart.peers),
  }
  const unread = new Set(chart.unread.map(({ id }) => id))
  return [
    ...duplicates.map((key) => `${key} stands twice`),
    ...[...chart.ports, ...chart.sockets, ...chart.vitals]
      .filter(({ process }) => !ends.process.has(process))
      .map(({ key, process }) => `${key} is at ${process}, which is not there`),
    ...chart.links.flatMap(({ key, from, to, dependsOn, vital }) => [
      ...[from, to].filter((end) => !ends[end.kind].has(end.key)).map((end) => `${key} ends at ${end.key}`),
      ...dependsOn.filter((port) => !ends.port.has(port)).map((port) => `${key} depends on ${port}`),
      ...(vital === undefined || keys(chart.vitals).has(vital) ? [] : [`${key} has the vital ${vital}`]),
    ]),
    ...chart.unread.flatMap(({ id, affects }) =>
      affects.filter((key) => !ends.port.has(key)).map((key) => `${id} affects ${key}, which is not there`),
    ),
    ...chart.ports.flatMap(({ key, number }) =>
      number.kind === 'known'
        ? number.value > 0 && number.value <= 65_535
          ? []
          : [`${key} is on ${number.value}`]
        : number.unread
            .filter((id) => !unread.has(id))
            .map((id) => `${key} hangs on ${id}, which is not named`),
    ),
  ]
}

/** Fails with the flaws, so that the counterexample says what is wrong. */
function mustBeSound(chart: Chart): void {
  const flaws = flawsOf(chart)
  if (flaws.length > 0) throw new Error(flaws.join('; '))
  for (const port of chart.ports) checkCommands(chart, port)
}

describe('whatever a pod says', () => {
  test('its chart is sound: unique keys, links between things that are there, numbers that are ports', () => {
    const property = fc.property(mutatedPod, fc.boolean(), fc.boolean(), (pod, confined, asked) => {
      mustBeSound(
        chartFor(
          inputsFor(pod, {
            ...(confined ? nothingOutsideTheNamespace : {}),
            ...(asked ? { listeners: { kind: 'read', value: recordedListeners.ingressgateway } } : {}),
          }),
        ),
      )
    })
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  })

  test('a mesh config that is no YAML leaves values unknown', () => {
    const property = fc.property(fc.string(), fc.constantFrom(...pods), (text, pod) => {
      mustBeSound(chartFor(inputsFor(pod, { meshConfig: { kind: 'read', value: { object: 'a/b', text } } })))
    })
    expect(() => fc.assert(property)).not.toThrow()
  })
})

describe('the vocabulary', () => {
  // Between them these pods have everything that an id stands for.
  const env = {
    ENVOY_SECURE_METRICS_PORT: '15091',
    ENVOY_SECURE_MERGED_METRICS_PORT: '15092',
    ISTIO_META_ENABLE_HBONE: 'true',
  }
  const secure = written.writtenPod({
    containers: [written.app, written.proxy('sidecar', env, 'istio/proxyv2:1.31.0')],
    initContainers: [{ name: 'istio-validation', image: 'istio/proxyv2:1.31.0' }],
  })
  const dns = written.writtenPod({
    metadata: {
      annotations: { 'ambient.istio.io/dns-capture': 'true', 'ambient.istio.io/redirection': 'enabled' },
    },
    containers: [written.app],
  })
  const unbound = written.writtenPod({
    containers: [written.app, written.proxy('sidecar', { ISTIO_META_INTERCEPTION_MODE: 'NONE' })],
  })
  const listeners = {
    kind: 'read',
    value: [8080, 15_443, 15_012, 15_017].map((port) => ({
      name: `0.0.0.0_${port}`,
      address: '0.0.0.0',
      port,
    })),
  } as const
  const charts = [...pods, secure, dns, unbound].map((pod) => chartFor(inputsFor(pod, { listeners })))

  test('every port, process, socket and peer stands on some chart', () => {
    const parts = charts.flatMap(({ ports, processes, sockets, peers }) => [
      ...ports,
      ...processes,
      ...sockets,
      ...peers,
    ])
    const seen = new Set(parts.map(({ id }) => id))
    expect([...portIds, ...processIds, ...socketIds, ...peerIds].filter((id) => !seen.has(id))).toEqual([])
  })

  test('every link is defined and stands on some chart', () => {
    const defined = new Set(linkDefinitions.map(({ id }) => id))
    const drawn = new Set(charts.flatMap(({ links }) => links.map(({ id }) => id)))
    expect([...linkIds].filter((id) => !defined.has(id))).toEqual([])
    expect([...linkIds].filter((id) => !drawn.has(id))).toEqual([])
  })

  test('a probe never asks an endpoint that is more than cheap reading', () => {
    const dear = charts
      .flatMap(({ ports }) => ports)
      .filter(({ probe, endpoints }) =>
        endpoints.some(
          ({ path, method, danger, cost }) =>
            probe.kind === 'http' &&
            path === probe.path &&
            method === 'GET' &&
            (danger !== 'read' || cost !== 'low'),
        ),
      )
    expect(dear).toEqual([])
  })

  test('what acts wants another method than GET, but for the few that the sources name', () => {
    const acting = charts
      .flatMap(({ ports }) => ports.flatMap(({ endpoints }) => endpoints))
      .filter(({ danger, method }) => method === 'GET' && (danger === 'mutating' || danger === 'disruptive'))
      .map(({ path }) => path)
    expect([...new Set(acting)].sort()).toEqual([
      '/app-lifecycle/{container}/poststartz',
      '/app-lifecycle/{container}/prestopz',
      '/debug/force_disconnect',
      '/debug/pprof/heap/profiling',
    ])
  })

  test('endpoint ids are unique within a port', () => {
    const twice = charts.flatMap(({ ports }) =>
      ports.flatMap(({ key, endpoints }) => {
        const ids = endpoints.map(({ id }) => id)
        return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${key} ${id}`)
      }),
    )
    expect(twice).toEqual([])
  })
})
