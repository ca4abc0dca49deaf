import { expect, test } from 'vitest'
import { podDetail } from '../testing/pod-detail.ts'
import { LastSeenPods } from './last-seen.ts'
import type { TopicState } from './topic-state.ts'

function seenPod(name: string): TopicState {
  const observations = { ports: [], history: {}, vitals: [] }
  return { kind: 'pod', detail: podDetail(`shop/${name}`), observations, gone: undefined }
}

test('a pod is kept as it was last seen, with the moment until which that was true', () => {
  const seen = new LastSeenPods()
  seen.keep('pod/cart', seenPod('cart-1'), 1)
  seen.keep('pod/cart', seenPod('cart-2'), 2)
  expect(seen.of('pod/cart')).toEqual({ state: seenPod('cart-2'), until: 2 })
})

test('a failure is not kept, nor what was there before it', () => {
  const seen = new LastSeenPods()
  seen.keep('pod/cart', seenPod('cart-1'), 1)
  seen.keep('pod/cart', { kind: 'failed', code: 'port-refused', text: 'connection refused' }, 2)
  expect(seen.of('pod/cart')).toBeUndefined()
})

test('of very many pods the ones that were left last are kept', () => {
  const seen = new LastSeenPods()
  for (let one = 0; one < 100; one += 1) seen.keep(`pod/${one}`, seenPod(`p-${one}`), one)
  expect(seen.of('pod/69')).toBeUndefined()
  expect(seen.of('pod/70')).toBeDefined()
  expect(seen.of('pod/99')).toBeDefined()
})
