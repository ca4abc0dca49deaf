import { expect, test } from 'vitest'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { parseObject } from '../json/json.ts'
import { readDump } from './read-dump.ts'

const admin = 'type.googleapis.com/envoy.admin.v3'

const whole = {
  configs: [
    { '@type': `${admin}.BootstrapConfigDump`, bootstrap: { node: { id: 'sidecar~10.0.0.1~a.b~b.svc' } } },
    {
      '@type': `${admin}.ListenersConfigDump`,
      version_info: 'v7',
      static_listeners: [{ listener: { name: 'static-one' }, last_updated: '2026-11-23T20:00:00Z' }],
      dynamic_listeners: [
        {
          name: 'virtualInbound',
          active_state: { version_info: 'v7', listener: { name: 'virtualInbound' } },
          error_state: {
            failed_configuration: { name: 'virtualInbound', address: {} },
            details: 'duplicate listener',
            last_update_attempt: '2026-11-23T20:01:00Z',
          },
          client_status: 'NACKED',
        },
        { name: 'new', warming_state: { listener: { name: 'new' } } },
      ],
    },
    { '@type': `${admin}.SomethingNewConfigDump`, things: [] },
  ],
}

test('a whole dump is read by the types of its sections; each state of a listener is an entry', () => {
  const { entries, versions, unknown } = readDump([{ answer: whole }])
  expect(
    entries.listener.map(({ name, state, path, failure }) => [name, state, path, failure?.details]),
  ).toEqual([
    ['static-one', 'static', 'configs[1].static_listeners[0].listener', undefined],
    [
      'virtualInbound',
      'active',
      'configs[1].dynamic_listeners[0].active_state.listener',
      'duplicate listener',
    ],
    [
      'virtualInbound',
      'rejected',
      'configs[1].dynamic_listeners[0].error_state.failed_configuration',
      'duplicate listener',
    ],
    ['new', 'warming', 'configs[1].dynamic_listeners[1].warming_state.listener', undefined],
  ])
  expect(versions).toEqual({ listener: 'v7' })
  expect(entries.bootstrap[0]?.path).toBe('configs[0].bootstrap')
  expect(unknown).toEqual([
    { type: 'envoy.admin.v3.SomethingNewConfigDump', document: 0, path: 'configs[2]' },
  ])
})

test('elements that stand alone are what their question asked for', () => {
  const cluster = { '@type': `${admin}.ClustersConfigDump.DynamicCluster`, cluster: { name: 'c' } }
  const states = (field: string | undefined) =>
    readDump([{ answer: { configs: [cluster] }, field }]).entries.cluster.map(({ state }) => state)
  expect(states('dynamic_warming_clusters')).toEqual(['warming'])
  expect(states('dynamic_active_clusters')).toEqual(['active'])
  expect(states(undefined)).toEqual(['active'])
})

test('istiod writes the same fields in camel case', () => {
  const answer = {
    configs: [
      {
        '@type': `${admin}.ClustersConfigDump`,
        versionInfo: 'v1',
        dynamicActiveClusters: [{ versionInfo: 'v1', cluster: { name: 'outbound|80||a' } }],
      },
    ],
  }
  const { entries, versions } = readDump([{ answer }])
  expect(entries.cluster.map(({ name, versionInfo }) => [name, versionInfo])).toEqual([
    ['outbound|80||a', 'v1'],
  ])
  expect(versions).toEqual({ cluster: 'v1' })
})

test('an answer without anything is a dump that holds nothing', () => {
  expect(readDump([{ answer: {}, field: 'static_secrets' }]).entries.secret).toEqual([])
})

test('what is no config dump is refused in words', () => {
  expect(() => readDump([{ answer: parseObject('{"a":1}') }])).toThrow(EnvoyAnswerError)
  expect(() => parseObject('[1]')).toThrow('not an object')
  expect(() => parseObject('{')).toThrow('not JSON')
})
