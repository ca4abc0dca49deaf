import type { JournalEntry, RequestTarget } from '@portolan/contract/journal'
import { expect, test } from 'vitest'
import { equivalentCommands, shellWord } from './equivalent-command.ts'

const pod = { namespace: 'shop', name: 'cart-1' }

function entry(target: RequestTarget, path = '/', method = 'GET'): JournalEntry {
  return {
    id: 1,
    cluster: 'prod',
    identity: 'sre',
    why: 'chart',
    target,
    method,
    path,
    startedAt: '2026-11-23T05:00:00Z',
    count: 1,
    running: 0,
    failed: 0,
    bytes: 0,
    outcome: { kind: 'answered', status: 200 },
  }
}

test('a question to the API server is asked raw, in the same context', () => {
  const path = '/api/v1/pods?labelSelector=app%3Distiod&limit=100'
  expect(equivalentCommands(entry({ kind: 'api' }, path), 'prod')).toEqual([
    `kubectl --context prod get --raw '${path}'`,
  ])
})

test('an access review and a review of oneself have commands of their own', () => {
  const need = {
    verb: 'get',
    resource: 'pods',
    subresource: 'portforward',
    namespace: 'shop',
    name: 'cart-1',
  }
  const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  expect(equivalentCommands(entry({ kind: 'api', need }, reviews, 'POST'), 'prod')).toEqual([
    'kubectl --context prod auth can-i get pods/cart-1 --subresource=portforward -n shop',
  ])
  const myself = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  expect(equivalentCommands(entry({ kind: 'api' }, myself, 'POST'), 'prod')).toEqual([
    'kubectl --context prod auth whoami',
  ])
})

test('a question to a port goes through a port-forward, on a port that a user may take', () => {
  expect(equivalentCommands(entry({ kind: 'port', pod, port: 15_000 }, '/stats?filter=a|b'), 'prod')).toEqual(
    [
      'kubectl --context prod -n shop port-forward pod/cart-1 15000',
      "curl -si 'http://localhost:15000/stats?filter=a|b'",
    ],
  )
  expect(equivalentCommands(entry({ kind: 'tunnel', pod, port: 80 }), 'prod')).toEqual([
    'kubectl --context prod -n shop port-forward pod/cart-1 10080:80',
  ])
})

function ask(asked: string): string | undefined {
  return equivalentCommands(entry({ kind: 'stream', pod, port: 15_012, asked }), 'prod')[1]
}

test('what is asked in other protocols has the tool of that protocol', () => {
  expect(ask('TLS ClientHello')).toBe('openssl s_client -connect localhost:15012 </dev/null')
  expect(ask('HTTP/2 preface')).toBe('curl -v --http2-prior-knowledge http://localhost:15012/')
  expect(ask('DNS localhost. A')).toBe('dig +tcp @127.0.0.1 -p 15012 localhost.')
  expect(ask('GET /healthz')).toBe('curl -ski https://localhost:15012/healthz')
  expect(ask('TCP connect')).toBe('curl -v telnet://localhost:15012')
})

test('a command in a container is that command, word by word', () => {
  const target: RequestTarget = { kind: 'exec', pod, container: 'app', command: ['sh', '-c', 'echo "a b"'] }
  expect(equivalentCommands(entry(target), 'prod')).toEqual([
    `kubectl --context prod exec -n shop cart-1 -c app -- sh -c 'echo "a b"'`,
  ])
})

test('no context is named where no kubeconfig has it', () => {
  expect(equivalentCommands(entry({ kind: 'api' }, '/version'), undefined)).toEqual([
    'kubectl get --raw /version',
  ])
})

test('a shell reads a word as it is, whatever stands in it', () => {
  expect(shellWord('arn:aws:eks:eu-1:1:cluster/prod')).toBe('arn:aws:eks:eu-1:1:cluster/prod')
  expect(shellWord("it's; rm -rf $HOME")).toBe(String.raw`'it'\''s; rm -rf $HOME'`)
})
