import type { ChartInputs, Pod } from '@portolan/catalog/chart-inputs'
import { inputsFor, recordedPods } from '@portolan/catalog/fixtures/recorded-pods'
import { matrixFactsOf } from '@portolan/catalog/matrix/facts-of-pod'
import type { IstiodEndpoints, Sighting } from '@portolan/catalog/matrix/matrix-facts'
import { matrixRow } from '@portolan/catalog/matrix/matrix-row'
import { PortTable } from '@portolan/catalog/matrix/port-table'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeptRows } from './kept-rows.ts'

/** What rows are made from, as the cluster has it at one moment. */
type Moment = {
  readonly pods: readonly Pod[]
  readonly services: ChartInputs['services']
  readonly meshConfig: ChartInputs['meshConfig']
  readonly namespace: ChartInputs['namespace']
  readonly endpoints: IstiodEndpoints | undefined
  readonly sightings: readonly Sighting[]
}

const { cart, frontend, payments } = recordedPods
const refused = { kind: 'unread', reason: 'forbidden', text: 'No.' } as const

const anyPod = fc.constantFrom<Pod>(cart, frontend, payments).chain((pod) =>
  fc.integer({ min: 8000, max: 8003 }).map((containerPort): Pod => {
    const [first = { name: 'app' }, ...others] = pod.spec?.containers ?? []
    return {
      ...pod,
      spec: { ...pod.spec, containers: [{ ...first, ports: [{ containerPort }] }, ...others] },
    }
  }),
)
const anyServices = fc.oneof(
  fc.constantFrom(refused, inputsFor(cart).services),
  fc.integer({ min: 8000, max: 8003 }).map((port) => ({
    kind: 'read' as const,
    value: [
      { metadata: { name: 'cart' }, spec: { selector: { app: 'cart' }, ports: [{ port, name: 'http' }] } },
    ],
  })),
)
const anyMeshConfig = fc.constantFrom(refused, inputsFor(cart).meshConfig, {
  kind: 'read' as const,
  value: { object: 'istio-system/istio', text: 'defaultConfig: {statusPort: 8002, proxyAdminPort: 8001}' },
})
const anyNamespace = fc.constantFrom(refused, inputsFor(cart).namespace)
const anyEndpoints = fc.option(
  fc.integer({ min: 8000, max: 8003 }).map((port): IstiodEndpoints => ({
    byAddress: new Map([[cart.status.podIP, new Map([[port, ['cart.shop.svc.cluster.local']]])]]),
    services: new Set(['shop/cart']),
  })),
  { nil: undefined },
)
const anySightings = fc.array(
  fc.record({
    number: fc.integer({ min: 8000, max: 8003 }),
    transport: fc.constant('tcp' as const),
    state: fc.constantFrom('open' as const, 'closed' as const),
    by: fc.constantFrom('probe' as const, 'look' as const),
    seenAt: fc.constantFrom('2026-11-23T08:00:00Z', '2026-11-23T08:00:05Z'),
  }),
  { maxLength: 2 },
)

const news = fc.oneof(
  fc.record({ pods: fc.array(anyPod, { maxLength: 4 }) }),
  fc.record({ services: anyServices }),
  fc.record({ meshConfig: anyMeshConfig }),
  fc.record({ namespace: anyNamespace }),
  fc.record({ endpoints: anyEndpoints }),
  fc.record({ sightings: anySightings }),
)

const quiet: Moment = {
  pods: [cart, frontend, payments],
  services: inputsFor(cart).services,
  meshConfig: inputsFor(cart).meshConfig,
  namespace: inputsFor(cart).namespace,
  endpoints: undefined,
  sightings: [],
}

/** Everything that is not kept by a watch is read anew for each answer. */
function inputsOf(moment: Moment, kept: KeptRows): readonly ChartInputs[] {
  const { services, meshConfig, namespace } = structuredClone(moment)
  const shared = {
    namespace: kept.namespaces.renew(new Map([['shop', namespace]])).get('shop') ?? refused,
    services: kept.services.renew(new Map([['shop', services]])).get('shop') ?? refused,
    meshConfig: kept.meshConfigs.renew(new Map([['istio', meshConfig]])).get('istio') ?? refused,
  }
  return moment.pods.map((pod) => inputsFor(pod, shared))
}

function rowsOf(moment: Moment, kept: KeptRows) {
  const table = new PortTable()
  const others = () => ({ endpoints: moment.endpoints, sightings: structuredClone(moment.sightings) })
  return inputsOf(moment, kept).map((inputs) => kept.rowOf(inputs, others(), table))
}

function freshRowsOf({ pods, endpoints, sightings, ...inputs }: Moment) {
  return pods.map((pod) => matrixRow(matrixFactsOf(inputsFor(pod, inputs), { endpoints, sightings })))
}

function after(moment: Moment, change: Partial<Moment>): Moment {
  return { ...moment, ...change }
}

test('kept rows are what fresh ones would be, whatever changed in between', () => {
  const property = fc.property(fc.array(news, { maxLength: 12 }), (changes) => {
    const kept = new KeptRows()
    let moment = quiet
    for (const change of [{}, ...changes]) {
      moment = after(moment, change)
      const fresh = freshRowsOf(moment)
      expect(rowsOf(moment, kept)).toEqual(fresh)
    }
  })
  expect(() => fc.assert(property, { numRuns: 100 })).not.toThrow()
})

test('a row stays while its inputs say the same, though they are read anew', () => {
  const kept = new KeptRows()
  const first = rowsOf(quiet, kept)
  const second = rowsOf(quiet, kept)
  expect(second.every((row, at) => row === first[at])).toBe(true)
})

test('a pod that brings news has its row made anew, and the others keep theirs', () => {
  const kept = new KeptRows()
  const first = rowsOf(quiet, kept)
  const second = rowsOf({ ...quiet, pods: [{ ...cart }, frontend, payments] }, kept)
  expect(second.map((row, at) => row === first[at])).toEqual([false, true, true])
})
