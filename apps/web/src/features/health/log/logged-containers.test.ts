import { expect, test } from 'vitest'
import { likelyContainer } from './logged-containers.ts'
import type { LoggedContainer } from './logged-containers.ts'

const container = (name: string, role: LoggedContainer['role'] = 'container'): LoggedContainer => ({
  name,
  role,
  state: 'good',
  lives: 1,
})
const sidecar = [container('istio-init', 'init'), container('istio-proxy'), container('app')]

test('the log that one wants first is the one of the container that the headline names', () => {
  expect(likelyContainer(sidecar, { kind: 'crashing', container: 'istio-proxy' })).toBe('istio-proxy')
})

test('of a pod without trouble it is the application’s, not the proxy’s', () => {
  expect(likelyContainer(sidecar, { kind: 'well' })).toBe('app')
  expect(likelyContainer(sidecar, undefined)).toBe('app')
})

test('of a gateway it is the proxy’s, and of a pod without containers none', () => {
  expect(likelyContainer([container('istio-proxy')], { kind: 'well' })).toBe('istio-proxy')
  expect(likelyContainer([], { kind: 'unscheduled', message: '' })).toBeUndefined()
})
