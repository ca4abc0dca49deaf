import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseObject } from '../json/json.ts'
import { normalised } from './normalise.ts'

test('both spellings of fields become the name in the proto; keys of free content stay', () => {
  const metadata = { filterMetadata: { istio: { someKey: [1, { innerKey: null }] } } }
  expect(normalised({ altStatName: 'a', http2ProtocolOptions: {}, metadata })).toEqual({
    alt_stat_name: 'a',
    http2_protocol_options: {},
    metadata: { filter_metadata: { istio: { someKey: [1, { innerKey: null }] } } },
  })
  expect(normalised({ typedPerFilterConfig: { 'envoy.filters.http.aB': { logFormat: 1 } } })).toEqual({
    typed_per_filter_config: { 'envoy.filters.http.aB': { log_format: 1 } },
  })
  expect(normalised({ accept_http_10: true })).toEqual(normalised({ acceptHttp10: true }))
})

test('a match of a route is a message, that of a transport socket is free', () => {
  expect(normalised({ routes: [{ match: { safeRegex: {} } }] })).toEqual({
    routes: [{ match: { safe_regex: {} } }],
  })
  expect(normalised({ transportSocketMatches: [{ match: { tlsMode: 'istio' } }] })).toEqual({
    transport_socket_matches: [{ match: { tlsMode: 'istio' } }],
  })
})

test('values of one meaning have one spelling, and a default is left out', () => {
  const cluster = { '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster' }
  expect(
    normalised({ ...cluster, type: 3, lbPolicy: 0, connectTimeout: '1.500s', dnsRefreshRate: '60.0s' }),
  ).toEqual({ '@type': 'envoy.config.cluster.v3.Cluster', type: 'EDS', connect_timeout: '1.5s' })
  expect(normalised({ timeout: '1.000s', hostSelectionRetryMaxAttempts: '5', filters: [] })).toEqual({
    timeout: '1s',
    host_selection_retry_max_attempts: 5,
  })
  expect(normalised({ inlineBytes: 'a-_b' })).toEqual(normalised({ inline_bytes: 'a+/b=' }))
})

test('a false that somebody wrote is kept: without it the default may be true', () => {
  expect(normalised({ validateClusters: false })).toEqual({ validate_clusters: false })
})

test('only lists without an order are put into one', () => {
  expect(normalised({ domains: ['b', 'a'], routes: [{ name: 'b' }, { name: 'a' }] })).toEqual({
    domains: ['a', 'b'],
    routes: [{ name: 'b' }, { name: 'a' }],
  })
})

test('normalising twice changes nothing, whatever the document', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const once = normalised(parseObject(`{"routeConfig":${text}}`))
      expect(normalised(once)).toEqual(once)
    }),
  )
})

test('the names of JavaScript’s own are keys like any other', () => {
  const odd = normalised(parseObject('{"__proto__":{"a":1},"constructor":"x","labels":{"__proto__":"y"}}'))
  expect(Object.keys(odd)).toEqual(['__proto__', 'constructor', 'labels'])
})

test('what a JWT rule requires is a message, what a rule on filter state requires is a map', () => {
  const written = {
    rules: [{ requires: { requiresAny: { requirements: [{ providerName: 'a' }] } } }],
    filterStateRules: { name: 'n', requires: { requiresAny: { providerName: 'a' } } },
  }
  expect(normalised(written)).toEqual({
    filter_state_rules: { name: 'n', requires: { requiresAny: { provider_name: 'a' } } },
    rules: [{ requires: { requires_any: { requirements: [{ provider_name: 'a' }] } } }],
  })
})
