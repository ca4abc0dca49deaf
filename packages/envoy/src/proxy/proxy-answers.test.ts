import { expect, test } from 'vitest'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { readDump } from '../dump/read-dump.ts'
import { bootstrapFacts } from './bootstrap-facts.ts'
import { readCerts } from './certs.ts'
import { readHelp } from './help.ts'
import { isTalkative, readLoggers } from './loggers-table.ts'
import { bytesText } from './memory.ts'
import { readProxyNode } from './proxy-node.ts'
import { adminLayers, readRuntime } from './runtime-table.ts'
import { readServerInfo } from './server-info.ts'
import { durationText } from './time-text.ts'

test('help tells what this Envoy can be asked and what changes something', () => {
  const text = [
    'admin commands are:',
    '  /: Admin home page',
    '  /logging (POST): query/change logging levels',
    '      paths: Change multiple levels by <a>:<b>',
    '      level: desired logging level',
    '  /memory/tcmalloc: print TCMalloc stats',
  ].join('\n')
  expect(readHelp(text).map(({ path, post, parameters }) => [path, post, parameters])).toEqual([
    ['/', false, []],
    ['/logging', true, ['paths', 'level']],
    ['/memory/tcmalloc', false, []],
  ])
})

test('loggers are listed in the order of Envoy; another text is refused', () => {
  expect(readLoggers('active loggers:\n  admin: warning\n  http2: debug\n')).toEqual([
    { logger: 'admin', level: 'warning' },
    { logger: 'http2', level: 'debug' },
  ])
  expect(isTalkative({ logger: 'a', level: 'trace' })).toBe(true)
  expect(() => readLoggers('usage: ...')).toThrow(EnvoyAnswerError)
})

test('the layer that decides a runtime value is the last that says something', () => {
  const answer = {
    layers: ['global config', 'admin'],
    entries: {
      a: { final_value: '2', layer_values: ['1', '2'] },
      b: { final_value: 'true', layer_values: ['true', ''] },
    },
  }
  expect(readRuntime(answer).map(({ key, value, decidedBy }) => [key, value, decidedBy])).toEqual([
    ['a', '2', 'admin'],
    ['b', 'true', 'global config'],
  ])
  const bootstrap = { layered_runtime: { layers: [{ name: 'by hand', admin_layer: {} }] } }
  expect([adminLayers(bootstrap), adminLayers(undefined)]).toEqual([['by hand'], ['admin']])
})

test('a certificate that many contexts use is told once', () => {
  const details = {
    path: '<inline>',
    serial_number: 'ab',
    subject_alt_names: [{ uri: 'spiffe://a/b' }],
    days_until_expiration: '0',
    valid_from: '2026-11-23T20:26:39Z',
    expiration_time: '2026-11-24T20:28:39Z',
  }
  expect(readCerts({ certificates: [{ cert_chain: [details] }, { cert_chain: [details] }] })).toMatchObject([
    { use: 'certificate', names: ['spiffe://a/b'], daysLeft: 0, contexts: 2 },
  ])
})

test('a node is named by its metadata, and by its id where that is missing', () => {
  const id = 'sidecar~10.0.0.1~cart-1.shop~shop.svc.cluster.local'
  expect(readProxyNode({ id })).toMatchObject({ role: 'sidecar', pod: 'cart-1', namespace: 'shop' })
  const build = {
    version: { major_number: 1, minor_number: 40 },
    metadata: { 'build.type': 'RELEASE', 'revision.status': 'Clean', 'ssl.version': 'BoringSSL' },
  }
  expect(readProxyNode({ id: 'x', user_agent_build_version: build })).toMatchObject({
    role: undefined,
    envoyVersion: '1.40.0',
    build: '1.40.0/Clean/RELEASE/BoringSSL',
  })
})

test('a state that is left out is the first of its kind, LIVE', () => {
  expect(readServerInfo({ uptime_current_epoch: '90s' })).toMatchObject({
    state: 'LIVE',
    uptimeMilliseconds: 90_000,
  })
})

test('of the bootstrap nothing is left out: what has no word is shown as it is', () => {
  const bootstrap = {
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: 15000 } } },
    flags_path: '/etc/flags',
  }
  const answer = {
    configs: [{ '@type': 'type.googleapis.com/envoy.admin.v3.BootstrapConfigDump', bootstrap }],
  }
  expect(bootstrapFacts({ dump: readDump([{ answer }]), readAt: 0 })).toEqual([
    { word: 'bootstrap.admin', facts: [{ word: 'bootstrap.address', text: '127.0.0.1:15000' }] },
    { word: 'bootstrap.other', name: 'flags_path', code: '"/etc/flags"' },
  ])
})

test('lengths of time and memory are read in the units that fit', () => {
  expect([0, 12_000, 3_725_000, 100 * 3_600_000, -61_000].map(durationText)).toEqual([
    '0 s',
    '12 s',
    '1 h 2 min',
    '4 d 4 h',
    '−1 min 1 s',
  ])
  expect([0, 1023, 10_139_088].map(bytesText)).toEqual(['0 B', '1023 B', '9.7 MiB'])
})
