import { expect, test } from 'vitest'
import type { JsonObject } from '../json/json.ts'
import { tracedRequest } from '../fixtures/traced-proxy.ts'
import { httpRequestOf } from './http-request.ts'
import { matchesHeader } from './matches-header.ts'
import { matchesPathTemplate } from './matches-path-template.ts'
import { matchesRoute } from './matches-route.ts'

function request(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  return httpRequestOf(tracedRequest({ path, method, headers: Object.entries(headers) }), path, false)
}
const fits = (match: JsonObject, path: string, headers?: Record<string, string>, method?: string) =>
  matchesRoute(match, request(path, headers, method)).truth

test('paths: by beginning, whole, by segments, by expression', () => {
  expect(fits({ prefix: '/api' }, '/apis?x=1')).toBe(true)
  expect(fits({ path: '/api' }, '/api?x=1')).toBe(true)
  expect(fits({ path: '/api' }, '/api/')).toBe(false)
  expect(fits({ path_separated_prefix: '/api' }, '/api/1')).toBe(true)
  expect(fits({ path_separated_prefix: '/api' }, '/apis')).toBe(false)
  expect(fits({ safe_regex: { regex: '/v\\d+/.*' } }, '/v12/x')).toBe(true)
  expect(fits({ safe_regex: { regex: '/v\\d+' } }, '/v12/x')).toBe(false)
  expect(fits({ prefix: '/API', case_sensitive: false }, '/api/x')).toBe(true)
  expect(fits({ prefix: '/API' }, '/api/x')).toBe(false)
  expect(fits({ connect_matcher: {} }, '/', {}, 'CONNECT')).toBe(true)
})

test('an expression that RE2 does not know cannot be told', () => {
  expect(fits({ safe_regex: { regex: '(?=a)' } }, '/a')).toBeUndefined()
})

test.each<[string, JsonObject, string | undefined, boolean]>([
  ['exact', { string_match: { exact: 'bob' } }, 'bob', true],
  ['exact, other', { string_match: { exact: 'bob' } }, 'Bob', false],
  ['exact, whatever case', { string_match: { exact: 'bob', ignore_case: true } }, 'BOB', true],
  ['old form', { prefix_match: 'b' }, 'bob', true],
  ['expression', { string_match: { safe_regex: { regex: 'b.b' } } }, 'bob', true],
  ['range', { range_match: { start: '1', end: '5' } }, '4', true],
  ['range ends before its end', { range_match: { start: '1', end: '5' } }, '5', false],
  ['present', { present_match: true }, '', true],
  ['absent wanted', { present_match: false }, undefined, true],
  ['inverted', { string_match: { exact: 'bob' }, invert_match: true }, 'eve', true],
  [
    'missing matches nothing, inverted either',
    { string_match: { exact: 'bob' }, invert_match: true },
    undefined,
    false,
  ],
  [
    'missing as empty',
    { string_match: { exact: 'bob' }, invert_match: true, treat_missing_header_as_empty: true },
    undefined,
    true,
  ],
  ['present, inverted', { present_match: true, invert_match: true }, undefined, true],
])('header: %s', (_, matcher, value, expected) => {
  const headers: Record<string, string> = value === undefined ? {} : { 'X-User': value }
  expect(matchesHeader({ name: 'x-user', ...matcher }, request('/', headers))).toBe(expected)
})

test('a header that Envoy itself sets cannot be told, unless somebody says it', () => {
  const matcher = { name: 'x-forwarded-proto', string_match: { exact: 'https' } }
  expect(matchesHeader(matcher, request('/'))).toBeUndefined()
  expect(matchesHeader(matcher, request('/', { 'x-forwarded-proto': 'https' }))).toBe(true)
})

test('host is :authority, and the query belongs to :path', () => {
  expect(matchesHeader({ name: 'host', string_match: { exact: 'shop' } }, request('/'))).toBe(true)
  expect(matchesHeader({ name: ':path', string_match: { exact: '/a?b' } }, request('/a?b'))).toBe(true)
})

test('query parameters, cookies, gRPC, and chance', () => {
  const v = { prefix: '/', query_parameters: [{ name: 'v', string_match: { exact: '2' } }] }
  expect(fits(v, '/?v=2&v=1')).toBe(true)
  expect(fits(v, '/?v=1')).toBe(false)
  expect(fits({ prefix: '/', query_parameters: [{ name: 'v', present_match: true }] }, '/?v')).toBe(true)
  const cookie = { prefix: '/', cookies: [{ name: 'a', string_match: { exact: '1' } }] }
  expect(fits(cookie, '/', { cookie: 'b=2; a=1' })).toBe(true)
  expect(fits({ prefix: '/', grpc: {} }, '/', { 'content-type': 'application/grpc+proto' })).toBe(true)
  expect(fits({ prefix: '/', grpc: {} }, '/')).toBe(false)
  const half = { prefix: '/', runtime_fraction: { default_value: { numerator: 50 } } }
  expect(fits(half, '/')).toBeUndefined()
  expect(fits({ ...half, headers: [{ name: 'x', present_match: true }] }, '/')).toBe(false)
})

test('path templates', () => {
  expect(matchesPathTemplate('/items/{*}', '/items/1')).toBe(true)
  expect(matchesPathTemplate('/items/{*}', '/items/1/2')).toBe(false)
  expect(matchesPathTemplate('/items/{**}', '/items/1/2')).toBe(true)
  expect(matchesPathTemplate('/{id=*}/x', '/a/x')).toBe(true)
})
