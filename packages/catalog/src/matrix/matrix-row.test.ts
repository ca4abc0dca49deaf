import { describe, expect, test } from 'vitest'
import type { Container, Pod, Service } from '../chart-inputs.ts'
import { inputsFor, recordedPods } from '../fixtures/recorded-pods.ts'
import * as written from '../fixtures/written-pods.ts'
import { matrixFactsOf } from './facts-of-pod.ts'
import type { MatrixFacts } from './matrix-facts.ts'
import { matrixRow } from './matrix-row.ts'

type Others = Partial<Pick<MatrixFacts, 'endpoints' | 'sightings'>> & {
  readonly services?: readonly Service[]
}

function rowOf(pod: Pod, { services, ...others }: Others = {}) {
  const inputs = inputsFor(pod, services === undefined ? {} : { services: { kind: 'read', value: services } })
  const row = matrixRow(matrixFactsOf(inputs, { endpoints: undefined, sightings: [], ...others }))
  const port = (number: number) => row.ports.find((one) => one.number === number)
  const ids = (number: number) => port(number)?.deviations.map(({ id }) => id)
  return { ...row, port, ids }
}

const labels = { app: 'shop' }

function sidecar(
  containers: readonly Container[] = [written.app],
  annotations: Readonly<Record<string, string>> = {},
): Pod {
  return written.writtenPod({
    metadata: { labels, annotations },
    containers: [...containers, written.proxy('sidecar')],
  })
}

type Port = NonNullable<NonNullable<Service['spec']>['ports']>[number]

function service(port: Port, name = 'shop'): Service {
  return { metadata: { name, namespace: 'shop' }, spec: { selector: labels, ports: [port] } }
}

function listening(ports: readonly Container['ports'][]): readonly Container[] {
  return ports.map((one, index) => ({ name: `app-${index}`, image: 'example.test/app:7', ports: one ?? [] }))
}

const now = '2026-11-23T08:00:00Z'

function endpoints(ports: readonly number[], ...services: readonly string[]) {
  const hosts = ['shop.shop.svc.cluster.local']
  return {
    byAddress: new Map([['10.0.0.7', new Map(ports.map((port) => [port, hosts]))]]),
    services: new Set(services),
  }
}

describe('a row', () => {
  test('joins what containers declare, where Services lead and what the catalog expects', () => {
    const { port, deviations } = rowOf(recordedPods.cart)
    expect(port(8080)).toMatchObject({
      id: 'application',
      expected: 'expected',
      declaredBy: ['app'],
      services: ['cart:http'],
      deviations: [],
    })
    expect(port(15_090)).toMatchObject({ id: 'envoy-metrics', usual: 15_090, declaredBy: ['istio-proxy'] })
    expect(port(15_000)).toMatchObject({
      key: 'envoy-admin',
      expected: 'expected',
      declaredBy: [],
      services: [],
    })
    expect(deviations).toEqual([])
  })

  test('of recorded pods that work has no deviation but the admin port that inventory really moved', () => {
    const odd = Object.values(recordedPods).flatMap((pod) => {
      const { ports, deviations } = rowOf(pod)
      const name = pod.metadata?.name
      return [
        ...ports.flatMap((port) => port.deviations.map(({ id }) => ({ name, id, number: port.number }))),
        ...deviations.map(({ id }) => ({ name, id, number: undefined })),
      ]
    })
    expect(odd).toEqual([{ name: 'inventory-0', id: 'moved', number: 19_000 }])
  })

  test('holds no port that the catalog says is absent', () => {
    expect(rowOf(sidecar()).port(15_053)).toBeUndefined()
  })

  test('says what was seen last, whether a probe or a look saw it', () => {
    const { seen, ports } = rowOf(sidecar(), {
      sightings: [
        { number: 15_000, transport: 'tcp', key: 'envoy-admin', state: 'open', by: 'probe', seenAt: now },
        { number: 15_000, transport: 'tcp', state: 'closed', by: 'look', seenAt: '2026-11-23T08:00:09Z' },
      ],
    })
    expect(seen.map((one) => ({ ...one, at: ports[one.at]?.key }))).toEqual([
      { at: 'envoy-admin', state: 'closed', by: 'look', seenAt: '2026-11-23T08:00:09Z' },
    ])
  })
})

describe('deviations of what is declared', () => {
  test('a Service that leads to a number that nobody declares is a hint', () => {
    const { ids, port } = rowOf(sidecar(), {
      services: [service({ name: 'http', port: 80, targetPort: 9000 })],
    })
    expect(ids(9000)).toEqual(['target-undeclared'])
    expect(port(9000)).toMatchObject({ services: ['shop:http'], declaredBy: [] })
  })

  test('a Service that leads to a name that nobody declares is told of the pod', () => {
    const { deviations } = rowOf(sidecar(), {
      services: [service({ name: 'http', port: 80, targetPort: 'web' })],
    })
    expect(deviations).toEqual([{ id: 'target-unresolved', severity: 'warning', subject: 'shop:http → web' }])
  })

  test('a gateway’s Service leads to listeners, which no container declares', () => {
    const wrong = rowOf(recordedPods.ingressgateway).ports.flatMap(({ deviations }) => deviations)
    expect(wrong).toEqual([])
  })

  test('two containers that declare one port are named; TCP and UDP are not one', () => {
    const twice = listening([[{ containerPort: 9000 }], [{ containerPort: 9000 }]])
    expect(rowOf(sidecar(twice)).port(9000)).toMatchObject({
      declaredBy: ['app-0', 'app-1'],
      deviations: [{ id: 'declared-twice', severity: 'warning', subject: 'app-0, app-1' }],
    })
    const both = listening([[{ containerPort: 9000 }], [{ containerPort: 9000, protocol: 'UDP' }]])
    expect(rowOf(sidecar(both)).ports.flatMap(({ deviations }) => deviations)).toEqual([])
  })

  test('an application on a port of the mesh is an error; the proxy’s own declaration is none', () => {
    const { port, ids } = rowOf(sidecar(listening([[{ containerPort: 15_021 }]])))
    expect(port(15_021)?.deviations).toEqual([{ id: 'reserved-port', severity: 'error', subject: 'app-0' }])
    expect(ids(15_090)).toEqual([])
  })

  test('outside the mesh no number is reserved', () => {
    const pod = written.writtenPod({ containers: listening([[{ containerPort: 15_021 }]]) })
    expect(rowOf(pod).ids(15_021)).toEqual([])
  })

  test.each([
    [{ name: 'http-web', port: 80 }, true],
    [{ name: 'grpc-web-ui', port: 80 }, true],
    [{ name: 'web', port: 80 }, false],
    [{ port: 80 }, false],
    [{ name: 'web', port: 80, appProtocol: 'http' }, true],
    [{ name: 'http', port: 80, appProtocol: 'example.test/odd' }, false],
    [{ name: 'db', port: 3306 }, true],
    [{ name: 'dns', port: 80, protocol: 'UDP' }, true],
  ])('the Service port %o tells its protocol: %s', (port, tells) => {
    const { ports } = rowOf(sidecar(), { services: [service({ ...port, targetPort: 8080 })] })
    const found = ports.flatMap(({ deviations }) => deviations.filter(({ id }) => id === 'protocol-unnamed'))
    expect(found.length === 0).toBe(tells)
  })
})

describe('deviations of settings', () => {
  test('a moved status port stands under the number that the catalog knows, with its annotation', () => {
    const { port } = rowOf(sidecar([written.app], { 'status.sidecar.istio.io/port': '15520' }))
    expect(port(15_520)).toMatchObject({
      key: 'agent-status',
      usual: 15_020,
      deviations: [{ id: 'moved', severity: 'hint', subject: 'status.sidecar.istio.io/port' }],
    })
  })

  test('a status port that is switched off is told of the pod', () => {
    const { deviations } = rowOf(sidecar([written.app], { 'status.sidecar.istio.io/port': '0' }))
    expect(deviations).toMatchObject([{ id: 'status-port-off', severity: 'warning' }])
  })

  test('ports that an annotation keeps out of the proxy are told, whether excluded or not included', () => {
    const excluded = sidecar([written.app], {
      'traffic.sidecar.istio.io/excludeInboundPorts': '9090, 8080',
      'traffic.sidecar.istio.io/excludeOutboundPorts': '3306',
    })
    expect(rowOf(excluded).ids(8080)).toEqual(['excluded-inbound'])
    expect(rowOf(excluded).deviations).toEqual([
      { id: 'excluded-outbound', severity: 'hint', subject: '3306' },
    ])
    const only = sidecar([written.app], { 'traffic.sidecar.istio.io/includeInboundPorts': '9090' })
    expect(rowOf(only).ids(8080)).toEqual(['excluded-inbound'])
    const every = sidecar([written.app], { 'traffic.sidecar.istio.io/includeInboundPorts': '*' })
    expect(rowOf(every).ids(8080)).toEqual([])
  })
})

function seen(number: number, state: 'open' | 'closed' | 'not-ready', key?: string) {
  return rowOf(sidecar(), {
    sightings: [{ number, transport: 'tcp', key, state, by: 'look', seenAt: now }],
  })
}

describe('deviations of what was seen', () => {
  test('an expected port that is closed is an error', () => {
    expect(seen(15_006, 'closed').ids(15_006)).toEqual(['expected-closed'])
    expect(seen(15_006, 'open').ids(15_006)).toEqual([])
    expect(seen(15_021, 'not-ready', 'envoy-health').ids(15_021)).toEqual(['seen-not-ready'])
  })

  test('a listening socket that nothing tells of stands in the row by itself', () => {
    expect(seen(9999, 'open').port(9999)).toMatchObject({
      id: 'unknown',
      deviations: [{ id: 'listening-unknown', severity: 'warning' }],
    })
    expect(seen(9999, 'closed').port(9999)).toBeUndefined()
  })
})

describe('deviations of istiod’s endpoints', () => {
  const services = [service({ name: 'http', port: 80, targetPort: 8080 })]

  test('a ready pod that a Service leads to and istiod lacks is told, unless istiod does not know the Service', () => {
    const known = rowOf(sidecar(), { services, endpoints: endpoints([], 'shop/shop') })
    expect(known.port(8080)?.deviations).toEqual([
      { id: 'missing-at-istiod', severity: 'warning', subject: 'shop' },
    ])
    expect(rowOf(sidecar(), { services, endpoints: endpoints([]) }).ids(8080)).toEqual([])
    expect(
      rowOf(sidecar(), { services, endpoints: endpoints([8080], 'shop/shop') }).port(8080),
    ).toMatchObject({
      istiod: true,
      deviations: [],
    })
  })

  test('an endpoint that no Service explains is told with its host', () => {
    const { port } = rowOf(sidecar(), { services, endpoints: endpoints([8080, 7070], 'shop/shop') })
    expect(port(7070)?.deviations).toEqual([
      { id: 'only-at-istiod', severity: 'hint', subject: 'shop.shop.svc.cluster.local' },
    ])
  })
})
