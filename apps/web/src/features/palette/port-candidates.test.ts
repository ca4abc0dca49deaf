import { describe, expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { portCandidates, portsMeant } from './port-candidates.ts'

const names = (id: string) => ({
  shown: id === 'envoy-admin' ? 'Envoy 管理接口' : id,
  others: id === 'envoy-admin' ? ['Envoy admin', id] : [id],
})

function numbersOf(port: string, ref: 'sidecar' | 'istiod' | 'outside' = 'sidecar'): readonly number[] {
  const pod = podSummary('shop/cart-1', { kind: ref })
  return portsMeant({ port }, portCandidates(pod, undefined, names)).map(({ number }) => number)
}

describe('the usual ports of a pod whose chart was not read', () => {
  test('are found by number, the exact one first', () => {
    expect(numbersOf('15020')).toEqual([15_020])
    expect(numbersOf('1502')).toEqual([15_021, 15_020])
  })

  test('are found by name in either language', () => {
    expect(numbersOf('envoy admin')).toEqual([15_000])
    expect(numbersOf('管理')).toEqual([15_000])
    expect(numbersOf('webhook', 'istiod')).toEqual([15_017])
  })

  test('leave room for a number that only the chart can tell', () => {
    expect(numbersOf('8080')).toEqual([8080])
    expect(numbersOf('8080', 'outside')).toEqual([8080])
    expect(numbersOf('70000')).toEqual([])
    expect(numbersOf('kafka')).toEqual([])
  })
})
