import type { CaseClass, TraceCase } from './trace-case.ts'

const own = 'portolan-trace-check'
const web = `web.${own}`
const strict = `strict.${own}`

type Given = Partial<Omit<TraceCase, 'class' | 'name'>>

function all(
  caseClass: CaseClass,
  base: Omit<TraceCase, 'class' | 'name'>,
  cases: Readonly<Record<string, Given>>,
): readonly TraceCase[] {
  return Object.entries(cases).map(([name, given]) => ({ class: caseClass, name, ...base, ...given }))
}

/** Has a sidecar that its callers do not meet: to the mesh it is outside. */
const outsider = `pod:${own}/outsider`
const client = { from: `${own}/client`, to: web, port: 80, speaks: 'http', host: 'web' } as const
const bound = { ...client, from: `${own}/bound` } as const
const outside = { from: 'node', to: `pod:${own}/one`, port: 8080, speaks: 'http', host: 'web' } as const
const edge = { from: 'node', to: 'gateway', port: 8080, speaks: 'http', host: 'a.trace.test' } as const
const secureEdge = { ...edge, port: 8443, speaks: 'https', host: 'tls.trace.test' } as const

/** The cases, in the order in which they are sent. */
export const traceCases: readonly TraceCase[] = [
  ...all('gateway', edge, {
    'an exact path': { path: '/one' },
    'an exact path with a query': { path: '/one?a=1' },
    'not the exact path: no route': { path: '/one/' },
    'a prefix that is rewritten': { path: '/two/x?y=1' },
    'a redirect to https': { path: '/edge-moved?a=1' },
    'a direct response': { path: '/teapot' },
    'the longest wildcard domain': { host: 'x.b.trace.test', path: '/one' },
    'a shorter wildcard domain': { host: 'x.y.trace.test', path: '/two' },
    'a host with its port': { host: 'a.trace.test:8080', path: '/one' },
    'a host in capitals': { host: 'A.Trace.Test', path: '/one' },
    'a host that nobody has': { host: 'nobody.test', path: '/one' },
    'a server that sends plain text to https': { host: 'secure.trace.test', path: '/x?y=1' },
    'who may not call the server': { path: '/strict' },
    'a port that nobody listens on': { port: 9999 },
    'no route in the sample mesh': { host: 'shop.example.test', path: '/nowhere' },
    'the sample mesh': { host: 'shop.example.test', path: '/' },
  }),
  ...all('gateway', secureEdge, {
    'TLS that ends here': { path: '/one' },
    'TLS that ends here, for a host of another server': {
      host: 'a.trace.test',
      sni: 'tls.trace.test',
      path: '/one',
    },
    'a server name that nobody has': { host: 'nobody.trace.test', path: '/one' },
    'no server name': { sni: '', path: '/one' },
    'a secret that nobody has': { host: 'missing.trace.test', path: '/one' },
    'plain text where TLS is expected': { speaks: 'http', path: '/one' },
  }),
  ...all('outbound by header', client, {
    'an exact value': { headers: { 'x-user': 'bob' } },
    'another value': { headers: { 'x-user': 'Bob' }, path: '/only' },
    'a prefix': { headers: { 'x-group': 'beta-7' } },
    'an expression': { headers: { 'x-build': '12.7' } },
    'an expression that wants all of it': { headers: { 'x-build': 'v12.7' }, path: '/only' },
    'any value, name in capitals': { headers: { 'X-ANY': '1' } },
    'without a header, which is absent': { path: '/without' },
    'without a value, and it is another': { path: '/without', headers: { 'x-skip': 'no' } },
    'without a value, and it is that': { path: '/without', headers: { 'x-skip': 'yes' }, times: 12 },
    'two headers at once, the first route counts': {
      headers: { 'x-any': '1', 'x-user': 'bob' },
      path: '/exact',
    },
    'a host that the sample mesh has': { to: 'cart.shop', port: 8080, host: 'cart.shop' },
  }),
  ...all('outbound by path', client, {
    exact: { path: '/exact?x=1' },
    'exact, with a slash more': { path: '/exact/', times: 12 },
    'a prefix in whatever case': { path: '/case/x' },
    'an expression': { path: '/v12/x' },
    'an expression that wants more': { path: '/v12', times: 12 },
    'a query parameter': { path: '/only?v=2' },
    'another query parameter': { path: '/only?v=22' },
    'a method that is answered here': { method: 'DELETE' },
    'a redirect': { path: '/moved/a?b=1' },
    'rewritten, with headers': { path: '/rewritten/x?y=1', headers: { 'x-gone': '1' } },
    'a subset without hosts': { path: '/none' },
    'a cluster that is not there': { path: '/missing' },
    'a fault': { path: '/fault' },
    'a fault for some': { path: '/sometimes', times: 60 },
    'a delay': { path: '/slow' },
    'a preflight that is allowed': {
      path: '/cors',
      method: 'OPTIONS',
      headers: { origin: 'https://ok.test', 'access-control-request-method': 'GET' },
    },
    'a preflight that is not': {
      path: '/cors',
      method: 'OPTIONS',
      headers: { origin: 'https://no.test', 'access-control-request-method': 'GET' },
    },
    'dots in the path': { path: '/a/../exact' },
    'letters that are escaped': { path: '/%65xact' },
    'no hosts in the sample mesh': { to: 'catalog.shop', port: 8080, host: 'catalog.shop', path: '/preview' },
    'hosts that are not ready': { to: 'notifications.shop', port: 8080, host: 'notifications.shop' },
  }),
  ...all(
    'outbound by weight',
    { ...client, times: 60 },
    {
      halves: { path: '/half' },
      'seventy and thirty': { path: '/weighted' },
      'all to one': { path: '/all' },
      'some to nobody': { path: '/mostly' },
      'a port whose protocol is found out': { port: 7000 },
      'versions of the sample mesh': { to: 'catalog.shop', port: 8080, host: 'catalog.shop', path: '/items' },
    },
  ),
  ...all('TCP and SNI', client, {
    'bytes by weight': { port: 9000, speaks: 'tcp', times: 40 },
    'bytes where the protocol is found out': { port: 7000, speaks: 'tcp', times: 12 },
    'bytes where HTTP is expected': { port: 80, speaks: 'tcp' },
    'a server name that a route has': { port: 9443, speaks: 'tls', sni: `${web}.svc.cluster.local` },
    'a server name that no route has': { port: 9443, speaks: 'tls', sni: 'other.test' },
    'no server name': { port: 9443, speaks: 'tls', sni: '' },
    'an outside name': { to: outsider, port: 443, speaks: 'tls', sni: 'a.outside.test' },
    'an outside name by wildcard': { to: outsider, port: 443, speaks: 'tls', sni: 'x.wild.test' },
    'an outside name that nobody has': { to: outsider, port: 443, speaks: 'tls', sni: 'x.nobody.test' },
    'through the gateway': { ...edge, port: 8443, speaks: 'tls', host: 'pass.trace.test' },
    'through the gateway, where no chain is': { ...edge, port: 8443, speaks: 'tls', host: 'pass.other.test' },
    'TLS where HTTP is expected': { port: 80, speaks: 'tls', sni: 'web' },
  }),
  ...all('inbound', client, {
    'denied by path': { path: '/only/admin/x' },
    'denied by path with dots': { path: '/only/x/../admin' },
    'denied by method': { path: '/only/x', method: 'PUT' },
    'a method that this path may': { path: '/only/ok', method: 'PUT' },
    'denied by namespace': { path: '/only/namespace' },
    'allowed by address': { path: '/only/outside' },
    'denied by header': { path: '/only/role', headers: { 'x-role': 'guest-1' } },
    'allowed by header': { path: '/only/role', headers: { 'x-role': 'admin' } },
    'allowed by name': { to: strict, host: 'strict', path: '/allowed' },
    'allowed by a template': { to: strict, host: 'strict', path: '/tree/a/leaf' },
    'a template that wants one segment': { to: strict, host: 'strict', path: '/tree/a/b/leaf' },
    'another path than is allowed': { to: strict, host: 'strict', path: '/other' },
    'another method than is allowed': { to: strict, host: 'strict', path: '/allowed', method: 'POST' },
    'a token that is missing': { to: strict, host: 'strict', path: '/token' },
    'another name than is allowed': { from: 'shop/cart', to: strict, host: strict, path: '/allowed' },
    'denied in the sample mesh': {
      from: 'shop/frontend',
      to: 'payments.backend',
      port: 8080,
      host: 'payments.backend',
      path: '/charge',
    },
    'allowed in the sample mesh': {
      from: 'shop/cart',
      to: 'payments.backend',
      port: 8080,
      host: 'payments.backend',
      path: '/charge',
    },
  }),
  ...all('inbound', outside, {
    'plain text from outside the mesh': { path: '/x' },
    'plain text, denied by host': { host: 'evil.test', path: '/x' },
    'plain text, denied by path': { path: '/only/admin' },
    'bytes from outside the mesh': { port: 9090, speaks: 'tcp' },
    'plain text to who wants mutual TLS': { to: `pod:${own}/strict`, path: '/allowed' },
    'TLS of a stranger': { to: `pod:${own}/strict`, speaks: 'tls', sni: 'x' },
  }),
  ...all('passthrough', client, {
    'HTTP to an address that no Service has': { to: outsider, port: 80, host: 'nobody.example' },
    'the same at a port without HTTP': { to: outsider, port: 5000, host: 'nobody.example' },
    'bytes to such an address': { to: outsider, port: 5000, speaks: 'tcp' },
    'TLS to such an address': { to: outsider, port: 8443, speaks: 'tls', sni: 'nobody.example' },
    'a pod by its address': { to: `pod:${own}/one`, port: 8080, host: 'whatever' },
    'a pod that wants mutual TLS by its address': { to: `pod:${own}/strict`, port: 8080, host: 'strict' },
    'a port of a pod that nobody declared': { to: `pod:${own}/one`, port: 5000, host: 'whatever' },
    'an outside host': { to: outsider, port: 80, host: 'a.outside.test' },
  }),
  ...all('passthrough', bound, {
    'only what is known: a Service': { path: '/exact' },
    'only what is known: not a host': { to: outsider, port: 80, host: 'nobody.example' },
    'only what is known: not an address': { to: outsider, port: 5000, speaks: 'tcp' },
  }),
]
