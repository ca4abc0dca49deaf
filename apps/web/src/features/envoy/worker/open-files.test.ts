import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { questionsOf } from '@portolan/envoy/ask/admin-question'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import { tarOf } from '@portolan/envoy/fixtures/tar-of'
import { expect, test } from 'vitest'
import { OpenFiles } from './open-files.ts'

const signal = new AbortController().signal
const dump = JSON.stringify({
  configs: [
    {
      '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
      dynamic_active_clusters: [{ cluster: { name: 'outbound|80||a.b.svc' } }],
    },
  ],
})
const report = tarOf([
  { path: 'bug-report/versions', content: '1.30' },
  { path: 'bug-report/proxies/shop/cart-1/config_dump?include_eds', content: dump },
  { path: 'bug-report/proxies/shop/cart-1/certs', content: '{"certifi' },
  { path: 'bug-report/proxies/shop/web-1/clusters', content: 'a::observability_name::a\n' },
])

function archive(bytes: Uint8Array, name = 'whatever.bin'): File {
  return new File([new Uint8Array(bytes)], name)
}

test('an archive is known by its content; a proxy of it is read when it is chosen, with a gap for what is broken or lacking', async () => {
  const files = new OpenFiles(() => 5)
  const opened = await files.open('one', 'report', archive(gzipSync(report)), signal)
  expect(opened).toMatchObject({ kind: 'archive', proxies: [{ pod: 'cart-1' }, { pod: 'web-1' }] })
  expect(files.all()).toEqual([
    { id: 'one shop/cart-1', name: 'cart-1.shop (report)' },
    { id: 'one shop/web-1', name: 'web-1.shop (report)' },
  ])
  expect(files.look('one shop/cart-1')).toEqual({ kind: 'proxy' })
  const cart = await files.answers('one shop/cart-1')
  expect(await cart.text()).toBe(dump)
  const told = await cart.read(questionsOf.clusters)
  expect(told.answers.readAt).toBe(1_790_000_000_000)
  expect(told.answers.documents).toEqual([JSON.parse(dump)])
  expect(told.gaps).toEqual([
    {
      question: 'bug-report/proxies/shop/cart-1/certs',
      text: expect.stringContaining('is not whole JSON'),
    },
    { question: '/clusters', text: 'The archive does not hold it.' },
  ])
  const web = await files.answers('one shop/web-1')
  await expect(web.text()).rejects.toThrow('holds no config dump')
})

test('a recording is told from a bug report and left to who plays it', async () => {
  const files = new OpenFiles(() => 5)
  const recording = archive(gzipSync(tarOf([{ path: 'manifest.json', content: '{}' }])))
  expect(await files.open('one', 'r', recording, signal)).toEqual({ kind: 'recording' })
  expect(files.look('one')).toBeUndefined()
})

test.each([
  ['cut off', gzipSync(Buffer.concat([report, randomBytes(9_000)])).subarray(0, 2_000)],
  ['changed', gzipSync(report).fill(7, 60, 120)],
  ['a bomb', gzipSync(Buffer.concat([tarOf([{ path: 'a', claims: 2 ** 27 }]), Buffer.alloc(2 ** 27)]))],
  ['a link', gzipSync(tarOf([{ path: 'proxies/a/b/certs', type: '2' }]))],
  ['no archive inside', gzipSync('hello')],
])('a bad archive (%s) is refused, and what is open stays open', async (_, bytes) => {
  const files = new OpenFiles(() => 5)
  await files.open('good', 'report', archive(gzipSync(report)), signal)
  await expect(files.open('bad', 'bad', archive(bytes), signal)).rejects.toThrow(EnvoyAnswerError)
  expect(files.look('bad')).toBeUndefined()
  expect(await (await files.answers('good shop/cart-1')).text()).toBe(dump)
})

test('who gives up waiting for an archive stops its unpacking', async () => {
  const files = new OpenFiles(() => 5)
  const gone = AbortSignal.abort(new Error('gone'))
  await expect(files.open('one', 'r', archive(gzipSync(report)), gone)).rejects.toThrow('gone')
})

test('what is not open any more says so', async () => {
  await expect(new OpenFiles(() => 5).answers('one')).rejects.toThrow('not open any more')
})
