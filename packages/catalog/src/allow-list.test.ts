import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeRequest } from './allow-list.ts'
import { chartFor } from './chart-for.ts'
import { inputsFor, recordedPods } from './fixtures/recorded-pods.ts'
import { oldSidecar, ztunnel } from './fixtures/written-pods.ts'

const charts = {
  frontend: chartFor(inputsFor(recordedPods.frontend)),
  istiod: chartFor(inputsFor(recordedPods.istiod)),
  old: chartFor(inputsFor(oldSidecar)),
  ztunnel: chartFor(inputsFor(ztunnel)),
}

function judge(chart: keyof typeof charts, key: string, url: string, method = 'GET') {
  const port = charts[chart].ports.find((one) => one.key === key)
  if (port === undefined) throw new Error(`no port ${key}`)
  const [path = '', ...query] = url.split('?')
  return judgeRequest(port, { method, path, query: query.join('?') })
}

describe('the pages behind the ports', () => {
  test.each([
    ['frontend', 'envoy-admin', '/'],
    ['frontend', 'envoy-admin', '/help'],
    ['frontend', 'envoy-admin', '/config_dump?resource=&mask=&name_regex=&include_eds=on'],
    ['frontend', 'envoy-admin', '/config_dump?name_regex=outbound%5C%7C80%5C%7C'],
    ['frontend', 'envoy-admin', '/listeners?format=json'],
    ['frontend', 'envoy-admin', '/init_dump?mask=listener'],
    ['frontend', 'envoy-admin', '/clusters?filter='],
    ['frontend', 'envoy-admin', '/stats?format=html'],
    [
      'frontend',
      'envoy-admin',
      '/stats?usedonly=&filter=a%7Cb&format=html&type=All&histogram_buckets=detailed',
    ],
    [
      'frontend',
      'envoy-admin',
      '/stats?invert_filter=on&filter=cluster%5C.xds-grpc%3B&histogram_buckets=summary',
    ],
    ['frontend', 'envoy-admin', '/stats/prometheus?usedonly=on&text_readouts=&filter=&histogram_buckets='],
    ['frontend', 'envoy-metrics', '/stats/prometheus'],
    ['frontend', 'agent-status', '/debug/pprof/'],
    ['frontend', 'agent-status', '/debug/pprof/heap?debug=1'],
    ['frontend', 'agent-status', '/debug/pprof/goroutine?debug=2'],
    ['frontend', 'agent-status', '/debug/pprof/profile?seconds=5'],
    ['frontend', 'agent-status', '/debug/ndsz'],
    ['istiod', 'istiod-http', '/debug'],
    ['istiod', 'istiod-http', '/debug/adsz'],
    ['istiod', 'istiod-http', '/debug/cachez?sizes=true'],
    ['istiod', 'istiod-monitoring', '/debug/edsz?proxyID=frontend-b555cb6f8-t2c62.shop&pretty'],
    ['istiod', 'istiod-monitoring', '/metrics'],
    ['istiod', 'istiod-ctrlz', '/scopej/'],
    ['istiod', 'istiod-ctrlz', '/'],
    ['old', 'agent-debug-tap', '/debug/syncz?resourceName=a.b'],
    ['ztunnel', 'ztunnel-admin', '/config_dump'],
  ] as const)('%s %s %s may be read', (chart, key, url) => {
    expect(judge(chart, key, url)).toMatchObject({ allowed: true })
    expect(judge(chart, key, url, 'HEAD')).toMatchObject({ allowed: true })
  })
})

describe('what changes something is refused', () => {
  test.each([
    ['istiod', 'istiod-http', '/debug/adsz?push=true'],
    ['istiod', 'istiod-http', '/debug/adsz?push=1'],
    ['istiod', 'istiod-http', '/debug/adsz?pretty&pu%73h=true'],
    ['istiod', 'istiod-monitoring', '/debug/cachez?clear=true'],
    ['istiod', 'istiod-monitoring', '/debug/cachez?sizes=true&clear=x'],
    ['istiod', 'istiod-http', '/debug/force_disconnect?proxyID=a'],
    ['istiod', 'istiod-ctrlz', '/homej/exit'],
    ['frontend', 'envoy-admin', '/quitquitquit'],
    ['frontend', 'envoy-admin', '/logging?level=debug'],
    ['frontend', 'envoy-admin', '/drain_listeners'],
    ['frontend', 'agent-status', '/quitquitquit'],
    ['frontend', 'agent-status', '/drain'],
    ['frontend', 'agent-status', '/app-lifecycle/app/prestopz'],
    ['ztunnel', 'ztunnel-admin', '/debug/pprof/heap/profiling?activate=true'],
  ] as const)('%s %s %s', (chart, key, url) => {
    expect(judge(chart, key, url)).toMatchObject({ allowed: false, code: 'endpoint-disruptive' })
  })

  test('by any other method than GET and HEAD', () => {
    expect(judge('istiod', 'istiod-ctrlz', '/scopej/ads', 'PUT')).toMatchObject({ code: 'method-refused' })
    expect(judge('frontend', 'envoy-admin', '/reset_counters', 'POST')).toMatchObject({
      code: 'method-refused',
    })
    expect(judge('frontend', 'application:app:8080', '/', 'DELETE')).toMatchObject({ code: 'method-refused' })
  })
})

describe('what the catalog does not list is refused', () => {
  test.each([
    ['frontend', 'envoy-admin', '/hot_restart', 'endpoint-not-listed'],
    ['frontend', 'envoy-admin', '/stats/', 'endpoint-not-listed'],
    ['frontend', 'envoy-metrics', '/config_dump', 'endpoint-not-listed'],
    ['frontend', 'envoy-outbound', '/', 'endpoint-not-listed'],
    ['frontend', 'envoy-admin', '/stats?format=protobuf', 'query-refused'],
    ['frontend', 'envoy-admin', '/ready?x', 'query-refused'],
    ['istiod', 'istiod-http', '/debug/adsz?Push=true', 'query-refused'],
    ['istiod', 'istiod-http', '/debug/adsz?proxyID=a;push=true', 'query-refused'],
    ['istiod', 'istiod-http', '/debug/syncz?namespace=%zz', 'query-refused'],
    ['istiod', 'istiod-http', '/debug/syncz?namespace=a%00', 'query-refused'],
  ] as const)('%s %s %s', (chart, key, url, code) => {
    expect(judge(chart, key, url)).toMatchObject({ allowed: false, code })
  })
})

describe('tricks with the path are refused, on the application’s ports too', () => {
  test.each([
    '/../quitquitquit',
    '/stats/../quitquitquit',
    '/./help',
    '/%2e%2e/help',
    '/stats%2frecentlookups',
    '/stats%5Crecentlookups',
    '//evil.example/help',
    '/help//',
    '/help;x',
    '/help%3Bx',
    '/help\\..',
    '/help%00',
    '/help%0d%0aHost:x',
    '/%252e%252e/help',
    '/help%',
    '/help%zz',
    '/hel p',
    '/help#x',
    '/hélp',
    'http://evil.example/help',
    'help',
    '*',
    '',
  ])('%s', (path) => {
    expect(judge('frontend', 'envoy-admin', path)).toMatchObject({ allowed: false, code: 'path-refused' })
    expect(judge('frontend', 'application:app:8080', path)).toMatchObject({
      allowed: false,
      code: 'path-refused',
    })
  })

  test('an application’s port takes every plain path and query', () => {
    expect(judge('frontend', 'application:app:8080', '/products/7%C3%A9/reviews?page=2&q=a+b')).toMatchObject(
      {
        allowed: true,
      },
    )
  })
})

function harmless(danger: string | undefined): boolean {
  return danger === undefined || danger === 'read' || danger === 'costly'
}

test('whatever is asked, only listed reading endpoints with listed harmless parameters pass', () => {
  const ports = Object.values(charts).flatMap((chart) => chart.ports.filter(({ id }) => id !== 'application'))
  const paths = ports.flatMap((port) => port.endpoints.map(({ path }) => path))
  const names = ports.flatMap((port) =>
    port.endpoints.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  )
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...paths) },
    fc.string(),
    fc.constantFrom('/', '//', '..', '%2f', ';', '\\', '?'),
  )
  const query = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string()), { maxLength: 3 })
    .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'))
  const passes = fc.property(
    fc.constantFrom(...ports),
    fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT', 'get'),
    fc.array(piece, { maxLength: 2 }).map((pieces) => pieces.join('')),
    query,
    (port, method, path, asked) => {
      const judged = judgeRequest(port, { method, path, query: asked })
      if (!judged.allowed) return true
      const { endpoint } = judged
      return (
        (method === 'GET' || method === 'HEAD') &&
        port.endpoints.includes(endpoint) &&
        endpoint.method === 'GET' &&
        harmless(endpoint.danger) &&
        !/\.\.|%|;|\\|\/\//.test(path) &&
        [...new URLSearchParams(asked).keys()].every((name) =>
          endpoint.parameters.some((one) => one.name === name && harmless(one.danger)),
        )
      )
    },
  )
  expect(() => fc.assert(passes, { numRuns: 1_000 })).not.toThrow()
})
