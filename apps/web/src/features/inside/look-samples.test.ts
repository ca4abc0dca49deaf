import type { InsideLook } from '@portolan/contract/inside'
import { expect, test } from 'vitest'
import { LookSamples, addLook, processorShares } from './look-samples.ts'

function lookAt(second: number, cpuMilliseconds: number, uid = 'u'): InsideLook {
  return {
    pod: { namespace: 'shop', name: 'cart', uid },
    at: new Date(Date.UTC(2026, 10, 23, 8, 0, second)).toISOString(),
    milliseconds: 100,
    containers: [
      {
        name: 'istio-proxy',
        role: 'container',
        image: 'proxyv2',
        outcome: {
          kind: 'read',
          by: 'shell',
          hidden: [],
          notes: [],
          processes: [
            {
              pid: 1,
              parent: 0,
              name: 'pilot-agent',
              command: [],
              state: 'S',
              threads: 9,
              cpuMilliseconds,
              residentBytes: 1000 * second,
            },
          ],
        },
      },
    ],
    sockets: [],
    missing: [],
  }
}

test('processor time between two looks becomes a share of one processor', () => {
  const samples = [lookAt(0, 1000), lookAt(2, 1500), lookAt(4, 5500)].reduce(addLook, new Map())
  const own = samples.get('istio-proxy/1') ?? []
  expect(own.map(({ residentBytes }) => residentBytes)).toEqual([0, 2000, 4000])
  expect(processorShares(own)).toEqual([25, 200])
})

test('a process whose processor time went back is another one, and begins anew', () => {
  const samples = [lookAt(0, 9000), lookAt(2, 100)].reduce(addLook, new Map())
  expect(samples.get('istio-proxy/1')?.length).toBe(1)
})

test('however long somebody watches, what is kept of a pod is bounded', () => {
  const looks = Array.from({ length: 500 }, (_, index) => lookAt(index, index))
  expect(looks.reduce(addLook, new Map()).get('istio-proxy/1')?.length).toBe(60)
})

test('the same look twice counts once, and a pod of the same name is another pod', () => {
  const kept = new LookSamples()
  kept.note('lab', lookAt(0, 10))
  kept.note('lab', lookAt(0, 10))
  kept.note('lab', lookAt(2, 20))
  const pod = { namespace: 'shop', name: 'cart' }
  expect(kept.of('lab', pod)?.get('istio-proxy/1')?.length).toBe(2)
  expect(kept.of('other', pod)).toBeUndefined()
  kept.note('lab', lookAt(4, 30, 'its successor'))
  expect(kept.of('lab', pod)?.get('istio-proxy/1')?.length).toBe(1)
})
