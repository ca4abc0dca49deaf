import { expect, test } from 'vitest'
import { proxyForApiServer } from './api-server-proxy.ts'

const proxy = 'http://proxy.corp:3128'
const chosen = (server: string, noProxy = '', clusterProxy?: string) =>
  proxyForApiServer(new URL(server), clusterProxy, { HTTPS_PROXY: proxy, NO_PROXY: noProxy })

test('without a proxy anywhere the way is direct', () => {
  expect(proxyForApiServer(new URL('https://api.corp'), undefined, {})).toBeUndefined()
})

test("the cluster's own proxy wins, even over NO_PROXY", () => {
  expect(chosen('https://api.corp', '*', 'socks5://s:1080')).toBe('socks5://s:1080')
})

test('lower case works too, and a bare host is an HTTP proxy', () => {
  expect(proxyForApiServer(new URL('https://api.corp'), undefined, { https_proxy: 'proxy:3128' })).toBe(
    'http://proxy:3128',
  )
  expect(proxyForApiServer(new URL('http://api.corp'), undefined, { HTTPS_PROXY: proxy })).toBeUndefined()
})

test('this machine is never behind a proxy', () => {
  for (const server of ['https://localhost:6443', 'https://127.0.0.1:6443', 'https://[::1]:6443'])
    expect(chosen(server)).toBeUndefined()
})

test.each([
  ['*', 'https://api.corp', false],
  ['api.corp', 'https://api.corp', false],
  ['corp', 'https://api.corp', false],
  ['.corp', 'https://api.corp', false],
  ['*.corp', 'https://api.corp', false],
  ['.api.corp', 'https://api.corp', true],
  ['pi.corp', 'https://api.corp', true],
  ['api.corp:443', 'https://api.corp', false],
  ['api.corp:6443', 'https://api.corp', true],
  ['other, API.corp', 'https://api.corp', false],
  ['10.0.0.0/8', 'https://10.1.2.3:6443', false],
  ['10.0.0.0/8', 'https://11.1.2.3:6443', true],
  ['10.1.2.3', 'https://10.1.2.3:6443', false],
  ['10.1.2.30', 'https://10.1.2.3:6443', true],
  ['2001:db8::/32', 'https://[2001:db8::1]:6443', false],
  ['10.0.0.0/99', 'https://10.1.2.3:6443', true],
  ['nonsense/8', 'https://10.1.2.3:6443', true],
])('NO_PROXY=%s and %s: proxied is %s', (rule, server, proxied) => {
  expect(chosen(server, rule)).toBe(proxied ? proxy : undefined)
})
