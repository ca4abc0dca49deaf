import { expect, test } from 'vitest'
import type { JsonObject } from '../json/json.ts'
import { adminPath } from './admin-question.ts'
import type { AdminQuestion } from './admin-question.ts'
import { isUnchanged, versionsQuestion } from './versions.ts'

function part(resource: string, more: Readonly<Record<string, string>> = {}): AdminQuestion {
  return { ask: 'config-dump', query: { resource, ...more }, gives: 'dump' }
}
function answer(...times: readonly string[]): JsonObject {
  return { configs: times.map((last_updated) => ({ last_updated, cluster: { name: last_updated } })) }
}
function versions(...times: readonly string[]): JsonObject {
  return { configs: times.map((last_updated) => ({ last_updated })) }
}
function state(last_updated: string, more: JsonObject = {}): JsonObject {
  return { configs: [{ name: 'a', active_state: { last_updated, listener: {} }, ...more }] }
}
const clusters = part('dynamic_active_clusters')

test('parts whose elements tell when they were updated are asked for that alone', () => {
  expect(adminPath(versionsQuestion(clusters) ?? clusters)).toContain(
    '/config_dump?resource=dynamic_active_clusters&mask=version_info%2Clast_updated',
  )
  expect(versionsQuestion(part('dynamic_endpoint_configs', { includeEds: 'true' }))).toBeUndefined()
  expect(versionsQuestion(part('dynamic_active_clusters', { nameRegex: 'a' }))).toBeUndefined()
  expect(versionsQuestion({ ask: 'clusters', gives: 'clusters' })).toBeUndefined()
})

test('the order does not matter, one that is new, gone or updated does', () => {
  const before = answer('1', '2')
  expect(isUnchanged(clusters, before, versions('2', '1'))).toBe(true)
  expect(isUnchanged(clusters, before, versions('1', '3'))).toBe(false)
  expect(isUnchanged(clusters, before, versions('1'))).toBe(false)
  expect(isUnchanged(clusters, before, versions('1', '2', '2'))).toBe(false)
})

test('a listener is another when any of its states is', () => {
  const listeners = part('dynamic_listeners')
  expect(isUnchanged(listeners, state('1'), state('1'))).toBe(true)
  expect(isUnchanged(listeners, state('1'), state('2'))).toBe(false)
  expect(isUnchanged(listeners, state('1'), state('1', { error_state: { last_update_attempt: '3' } }))).toBe(
    false,
  )
})
