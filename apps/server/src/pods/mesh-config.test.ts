import { expect, test } from 'vitest'
import { controlPlaneOf } from './mesh-config.ts'

function sidecar(env: { readonly name: string; readonly value: string }[]) {
  return { spec: { initContainers: [{ name: 'istio-proxy', env }], containers: [{ name: 'app' }] } }
}

test.each([
  ['by CA_ADDR', [{ name: 'CA_ADDR', value: 'istiod-canary.mesh-system.svc:15012' }]],
  [
    'by the proxy config',
    [{ name: 'PROXY_CONFIG', value: '{"discoveryAddress":"istiod.mesh-system.svc:15012"}' }],
  ],
])('the control plane is the one that the pod dials: %s', (_name, env) => {
  expect(controlPlaneOf(sidecar(env), 'canary')).toEqual({ namespace: 'mesh-system', revision: 'canary' })
})

test('istiod’s own control plane is where it runs', () => {
  const pod = { metadata: { namespace: 'mesh-system', labels: { app: 'istiod' } } }
  expect(controlPlaneOf(pod, undefined)).toEqual({ namespace: 'mesh-system', revision: 'default' })
})

test('a pod that says nothing is taken to belong to the usual one', () => {
  expect(controlPlaneOf(sidecar([]), undefined)).toEqual({ namespace: 'istio-system', revision: 'default' })
})
