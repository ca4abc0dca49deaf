import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { pinOf, podOfPin } from './kept-pods.ts'

const pin = pinOf('lab', podSummary('shop/cart-1'))

test('a pin stands for its pod as long as there is one', () => {
  const pods = [podSummary('shop/cart-2', { createdAt: '2026-11-24T00:00:00Z' }), podSummary('shop/cart-1')]
  expect(podOfPin(pin, pods)?.name).toBe('cart-1')
})

test('when it was replaced, for the youngest pod of its workload that stays', () => {
  const pods = [
    podSummary('shop/cart-2', { createdAt: '2026-11-23T01:00:00Z' }),
    podSummary('shop/cart-3', { createdAt: '2026-11-23T02:00:00Z' }),
    podSummary('shop/cart-4', { createdAt: '2026-11-23T03:00:00Z', status: 'Terminating' }),
    podSummary('other/cart-5', { createdAt: '2026-11-23T04:00:00Z' }),
    podSummary('shop/pay-6', { createdAt: '2026-11-23T05:00:00Z' }),
  ]
  expect(podOfPin(pin, pods)?.name).toBe('cart-3')
})

test('without a successor it stands for nothing', () => {
  expect(podOfPin(pin, [podSummary('shop/pay-1')])).toBeUndefined()
  expect(
    podOfPin({ cluster: 'lab', namespace: 'shop', name: 'gone' }, [podSummary('shop/pay-1')]),
  ).toBeUndefined()
})
