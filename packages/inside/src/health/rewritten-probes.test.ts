import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRewritten, writtenProbes } from './rewritten-probes.ts'

const podWith = (value: string) => ({
  spec: {
    initContainers: [
      {
        name: 'istio-proxy',
        restartPolicy: 'Always',
        env: [{ name: 'ISTIO_KUBE_APP_PROBERS', value }],
      },
    ],
    containers: [{ name: 'app', ports: [{ name: 'grpc', containerPort: 9000 }] }],
  },
})

test('HTTP, TCP and gRPC probes are read back, named ports by the owner’s container', () => {
  const written = writtenProbes(
    podWith(
      JSON.stringify({
        '/app-health/app/livez': { tcpSocket: { port: 8080 }, timeoutSeconds: 2 },
        '/app-health/app/readyz': { grpc: { port: 'grpc', service: 'ready' } },
        '/app-health/app/startupz': { httpGet: { port: 8443, scheme: 'https' } },
        '/app-health/app/odd': { somethingNew: { port: 1 } },
      }),
    ),
  )
  expect([...written]).toEqual([
    ['/app-health/app/livez', { kind: 'tcp', port: { number: 8080 } }],
    ['/app-health/app/readyz', { kind: 'grpc', port: { number: 9000, name: 'grpc' }, service: 'ready' }],
    ['/app-health/app/startupz', { kind: 'http', scheme: 'HTTPS', port: { number: 8443 }, path: '/' }],
  ])
})

test('an environment that is no such document gives no probes, and never an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (value) => {
      expect(writtenProbes(podWith(value)).size).toBe(0)
    }),
  )
})

const http = (path: string) => ({ kind: 'http', scheme: 'HTTP', path, port: { number: 15_020 } }) as const

test('only the agent’s own three words are a rewritten probe', () => {
  expect(isRewritten(http('/app-health/app/livez'))).toBe(true)
  expect(isRewritten(http('/app-health/app/other'))).toBe(false)
  expect(isRewritten(http('/healthz/ready'))).toBe(false)
})
