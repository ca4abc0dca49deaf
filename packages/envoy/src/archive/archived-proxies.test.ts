import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { archivedProxies } from './archived-proxies.ts'
import { readArchivedProxy } from './read-archived-proxy.ts'

const entries = (...paths: readonly string[]) => paths.map((path) => ({ path, bytes: 10 }))

test('the proxies of a bug report are found by their folders, with or without one around them all', () => {
  const found = archivedProxies(
    entries(
      'versions',
      'istio/istio-system/istiod-1/debug/syncz',
      'proxies/shop/cart-1/config_dump?include_eds',
      'proxies/shop/cart-1/clusters',
      'proxies/shop/cart-1/stats/prometheus',
      'proxies/shop/cart-1/istio-proxy.log',
      'bug-report/proxies/shop/web-1/config_dump_include_eds',
    ),
  )
  expect(found).toEqual([
    {
      namespace: 'shop',
      pod: 'cart-1',
      files: {
        'config-dump': 'proxies/shop/cart-1/config_dump?include_eds',
        clusters: 'proxies/shop/cart-1/clusters',
        'prometheus-stats': 'proxies/shop/cart-1/stats/prometheus',
      },
    },
    {
      namespace: 'shop',
      pod: 'web-1',
      files: { 'config-dump': 'bug-report/proxies/shop/web-1/config_dump_include_eds' },
    },
  ])
})

test.each([
  ['a path that leads out', entries('proxies/shop/../../etc/certs')],
  ['an absolute path', entries('/proxies/shop/cart-1/certs')],
  ['a path with another separator', entries('proxies\\shop\\cart-1\\certs')],
  ['an archive without proxies', entries('versions', 'cluster/pods')],
  ['the same question twice', entries('proxies/a/b/certs', 'x/proxies/a/b/certs')],
  ['an answer that no text can hold', [{ path: 'proxies/a/b/certs', bytes: 2 ** 31 }]],
  ['too many files', Array.from({ length: 200_001 }, () => ({ path: 'a', bytes: 1 }))],
])('%s is refused in words', (_, archive) => {
  expect(() => archivedProxies(archive)).toThrow(EnvoyAnswerError)
})

test('whatever the paths are, they are found or refused', () => {
  const part = fc.constantFrom('proxies', 'a', 'B', '..', '', 'certs', '__proto__', 'config_dump?x', 'stats')
  const found = fc.check(
    fc.property(fc.array(fc.array(part, { maxLength: 6 })), (paths) => {
      try {
        archivedProxies(entries(...paths.map((parts) => parts.join('/'))))
        return true
      } catch (error) {
        return error instanceof EnvoyAnswerError
      }
    }),
  )
  expect(found.failed).toBe(false)
})

test('a broken file is a problem of its own; the others are read', async () => {
  const texts = new Map([
    ['dump', '{"configs":['],
    ['clusters', 'c::observability_name::c;\nc::added_via_api::true\nc::10.0.0.1:80::weight::1\n'],
    ['stats', '# TYPE a counter\na 1\n'],
  ])
  const files = { 'config-dump': 'dump', clusters: 'clusters', 'prometheus-stats': 'stats' }
  const read = await readArchivedProxy({ files }, (path) => Promise.resolve(texts.get(path) ?? ''), 5)
  expect(read.problems.map(({ path }) => path)).toEqual(['dump'])
  expect(read.answers.clusters).toMatchObject({ cluster_statuses: [{ name: 'c', added_via_api: true }] })
  expect(read.answers.dump.entries.cluster).toEqual([])
  expect(read.answers.stats).toMatchObject({ stats: [{ name: 'a', value: 1 }, { histograms: [] }] })
  expect(read.answers.gauges).toEqual({ stats: [] })
})
