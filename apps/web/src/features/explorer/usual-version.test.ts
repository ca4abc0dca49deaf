import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { differingVersion, usualVersion } from './usual-version.ts'

const of = (name: string, istioVersion: string, revision = 'default') =>
  podSummary(`shop/${name}`, { istioVersion, revision })

test('only what most of the mesh does not run is worth a word', () => {
  const usual = usualVersion([of('a', '1.30.3'), of('b', '1.30.3'), of('c', '1.24.6')])
  expect(differingVersion(of('d', '1.30.3'), usual)).toBeUndefined()
  expect(differingVersion(of('c', '1.24.6'), usual)).toBe('1.24.6')
  expect(differingVersion(of('e', '1.30.3', 'canary'), usual)).toBe('canary')
  expect(differingVersion(podSummary('shop/f', { kind: 'outside' }), usual)).toBeUndefined()
})
