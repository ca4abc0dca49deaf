import type { Evidence } from '@portolan/contract/evidence'
import { describe, expect, test } from 'vitest'
import { stateOf } from './port-state.ts'

const http = { probe: { kind: 'http', path: '/healthz/ready', notReady: [503], tls: false } } as const
const accept = { probe: { kind: 'accept' } } as const
const answer = (status: number): Evidence => ({
  kind: 'http',
  method: 'GET',
  path: '/healthz/ready',
  status,
  milliseconds: 3,
})

describe('a port is', () => {
  test.each([
    ['open when it answers', http, answer(200), 'open'],
    ['open when it answers 404, which proves it', http, answer(404), 'open'],
    ['not ready when it says so', http, answer(503), 'not-ready'],
    [
      'open when a server speaks TLS',
      accept,
      { kind: 'tls-alert', text: 'certificate required', milliseconds: 2 },
      'open',
    ],
    [
      'open when it accepts and the black hole closes',
      accept,
      { kind: 'accepted', heldMilliseconds: 0, closedByPeer: true },
      'open',
    ],
    [
      'not ready when it accepts and stays silent',
      http,
      { kind: 'silent', asked: 'GET /', afterMilliseconds: 3000 },
      'not-ready',
    ],
    [
      'not ready when something else answers',
      http,
      { kind: 'unexpected', asked: 'GET /', text: 'SSH-2.0' },
      'not-ready',
    ],
    ['closed when it is refused', http, { kind: 'refused', text: 'connection refused' }, 'closed'],
    [
      'closed when its container does not run',
      http,
      { kind: 'not-running', text: 'CrashLoopBackOff' },
      'closed',
    ],
    ['forbidden when Kubernetes says no', http, { kind: 'access', missing: [], text: 'no' }, 'forbidden'],
    [
      'forbidden when the tunnel is',
      http,
      { kind: 'tunnel', code: 'forbidden', status: 403, text: 'no' },
      'forbidden',
    ],
    [
      'unknown when the way to it is broken',
      http,
      { kind: 'tunnel', code: 'kubelet-unreachable', text: 'no' },
      'unknown',
    ],
    ['absent when the catalog says so', http, { kind: 'catalog', reason: 'removed-in-1-25' }, 'absent'],
    ['unknown when its number is', http, { kind: 'unresolved', unread: ['mesh-config'] }, 'unknown'],
  ] as const)('%s', (_, port, evidence, state) => {
    expect(
      stateOf(
        { probe: port.probe.kind === 'http' ? { ...port.probe, notReady: [503] } : port.probe },
        evidence as Evidence,
      ),
    ).toBe(state)
  })
})
