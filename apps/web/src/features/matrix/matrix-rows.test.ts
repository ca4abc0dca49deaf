import type { MatrixPod, MatrixPort, PortMatrix } from '@portolan/contract/matrix'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matrixAsCsv, matrixAsJson } from './matrix-export.ts'
import { matrixColumns, matrixRows, shownRows } from './matrix-rows.ts'
import { matrixSorts, readMatrixView, writeMatrixView } from './matrix-search.ts'
import type { MatrixView } from './matrix-search.ts'

const port = (id: string, number: number, more: Partial<MatrixPort> = {}): MatrixPort => ({
  id,
  number,
  transport: 'tcp',
  protocol: 'http',
  declaredBy: [],
  services: [],
  istiod: false,
  deviations: [],
  ...more,
})
const pod = (name: string, ports: readonly number[], more: Partial<MatrixPod> = {}): MatrixPod => ({
  namespace: 'shop',
  name,
  kind: 'sidecar',
  workload: { kind: 'Deployment', name: name.slice(0, -2) },
  status: 'Running',
  ports: [...ports],
  ...more,
})

const matrix: PortMatrix = {
  at: '2026-11-23T08:00:00.000Z',
  watch: { state: 'live', since: '2026-11-23T07:00:00.000Z' },
  gaps: [],
  istiod: { kind: 'not-asked' },
  ports: [
    port('envoy-admin', 15_000, { usual: 15_000, key: 'envoy-admin', expected: 'expected' }),
    port('envoy-admin', 19_000, {
      usual: 15_000,
      expected: 'expected',
      deviations: [{ id: 'moved', severity: 'hint', subject: 'proxy.istio.io/config' }],
    }),
    port('application', 8080, { name: 'http', declaredBy: ['app'], services: ['cart:http'] }),
    port('unknown', 9999, {
      deviations: [{ id: 'reserved-port', severity: 'error', subject: '=HYPERLINK("x")' }],
    }),
    port('istiod-http', 8080, { usual: 8080 }),
  ],
  pods: [
    pod('cart-1', [0, 2], {
      seen: [{ at: 1, state: 'open', by: 'look', seenAt: '2026-11-23T07:59:00.000Z' }],
    }),
    pod('inventory-1', [1, 2, 3]),
    ...Array.from({ length: 6 }, (_, index) => pod(`web-${index}`, [0])),
    pod('istiod-1', [4], { namespace: 'istio-system', kind: 'istiod' }),
    pod('ledger-1', [2], {
      namespace: 'legacy',
      kind: 'outside',
      deviations: [{ id: 'status-port-off', severity: 'warning', subject: 'x' }],
    }),
  ],
}

const plain = readMatrixView(undefined)
const namesOf = (view: Partial<MatrixView>) =>
  shownRows(matrixRows(matrix), { ...plain, ...view }).map(({ pod: { name } }) => name)

describe('rows', () => {
  test('hold the ports of the mesh by what they are, the workload’s by themselves, and what was seen of each', () => {
    const [cart, inventory] = matrixRows(matrix)
    expect([...(inventory?.mesh.values() ?? [])].map((cell) => cell.port.number)).toEqual([19_000])
    expect(cart?.workload).toMatchObject([{ port: { number: 8080 }, seen: { state: 'open', by: 'look' } }])
    expect(inventory?.worst).toBe('error')
    expect(inventory?.deviations.map(({ deviation }) => deviation.id)).toEqual(['reserved-port', 'moved'])
  })

  test('are those of the mesh unless one wants others, and are found by port, Service and deviation', () => {
    expect(namesOf({})).not.toContain('ledger-1')
    expect(namesOf({ outside: true })).toContain('ledger-1')
    expect(namesOf({ deviating: true, outside: true })).toEqual(['ledger-1', 'inventory-1'])
    expect(namesOf({ text: '19000' })).toEqual(['inventory-1'])
    expect(namesOf({ text: 'Cart:HTTP shop' })).toEqual(['cart-1', 'inventory-1'])
    expect(namesOf({ text: 'nothing of it' })).toEqual([])
  })

  test('stand with the worst first when one wants that', () => {
    expect(namesOf({ outside: true, sort: { column: 'deviations', descending: false } }).slice(0, 2)).toEqual(
      ['inventory-1', 'ledger-1'],
    )
  })

  test('columns of a few pods stand behind the common ones, though their numbers are lower', () => {
    expect(matrixColumns(shownRows(matrixRows(matrix), plain)).map(({ id }) => id)).toEqual([
      'envoy-admin',
      'istiod-http',
    ])
  })
})

describe('what is saved', () => {
  test('as CSV has a line per port, a line for a pod’s own deviation, and no formula', () => {
    const lines = matrixAsCsv(matrixRows(matrix)).split('\r\n')
    const ports = matrix.pods.reduce((sum, one) => sum + one.ports.length, 0)
    expect(lines).toHaveLength(1 + ports + 1 + 1)
    expect(lines).toContain(
      'shop,cart-1,Deployment,cart,sidecar,Running,8080,tcp,http,application,http,,app,cart:http,no,open,look,2026-11-23T07:59:00.000Z,',
    )
    expect(
      lines.filter((line) => line.startsWith('legacy,ledger-1,')).map((line) => line.split(',').length),
    ).toEqual([19, 19])
  })

  test('as JSON has the ports written out', () => {
    const saved: unknown = JSON.parse(matrixAsJson(matrix, matrixRows(matrix)))
    expect(saved).toMatchObject({
      at: matrix.at,
      pods: [
        { name: 'cart-1', ports: [{ number: 15_000 }, { number: 8080, seen: { state: 'open' } }] },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    })
  })
})

test('what a link says of the matrix comes back from it', () => {
  const view = fc.record({
    text: fc.stringMatching(/^[a-z0-9]{0,8}( [a-z0-9]{1,8})?$/),
    deviating: fc.boolean(),
    outside: fc.boolean(),
    sort: fc.record({ column: fc.constantFrom(...matrixSorts), descending: fc.boolean() }),
  })
  fc.assert(
    fc.property(view, (one) => {
      expect(readMatrixView(writeMatrixView(one))).toEqual(one)
    }),
  )
})
