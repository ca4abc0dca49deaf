import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { words } from '../words/words.ts'
import type { Word } from '../words/words.ts'
import fixture from './fixtures/troubled-proxy.json' with { type: 'json' }
import { overviewOf } from './overview.ts'

const { dump, logging, ...rest } = fixture as unknown as Record<string, JsonObject> & { logging: string }
const answers: ProxyAnswers = {
  dump: readDump([{ answer: dump ?? {} }]),
  ...(rest as Record<string, JsonObject>),
  logging,
  readAt: Date.parse('2026-11-23T21:26:00Z'),
}

function found(proxy: ProxyAnswers): readonly (readonly [string, string, string | undefined])[] {
  return overviewOf(proxy).findings.map(({ severity, word, name }) => [severity, word, name])
}

const inventory = 'outbound|8080||inventory.backend.svc.cluster.local'
const slow = 'outbound|8080||slow.backend.svc.cluster.local'

test('what is the matter with a proxy comes first, the worst before the rest', () => {
  expect(found(answers)).toEqual([
    ['problem', 'finding.rejected', '0.0.0.0_8080'],
    ['problem', 'finding.ejected', inventory],
    ['problem', 'finding.near-limit', slow],
    ['problem', 'zero.breaker-open', inventory],
    ['warning', 'finding.warming', 'kubernetes://no-such-secret-cacert'],
    ['warning', 'finding.unanswered', slow],
    ['warning', 'finding.slow', inventory],
    ['warning', 'zero.upstream-overflow', inventory],
    ['info', 'finding.talkative', undefined],
    ['info', 'finding.near-limit', slow],
  ])
})

function refused(name: string, details: string, at: string): JsonObject {
  return { name, error_state: { details, last_update_attempt: at, failed_configuration: { name } } }
}

test('what is refused with the same words is told once, with all names', () => {
  const section = {
    '@type': 'type.googleapis.com/envoy.admin.v3.ListenersConfigDump',
    dynamic_listeners: [
      refused('one', 'no such filter', '2026-11-23T21:20:00Z'),
      refused('two', 'no such filter', '2026-11-23T21:21:00Z'),
      refused('three', 'another reason', '2026-11-23T21:19:00Z'),
    ],
  }
  const proxy = { dump: readDump([{ answer: { configs: [section] } }]), readAt: answers.readAt }
  const rejected = overviewOf(proxy).findings.filter(({ word }) => word === 'finding.rejected')
  expect(rejected).toMatchObject([
    {
      text: 'no such filter',
      facts: [
        { word: 'overview.kind', text: 'listener' },
        { word: 'overview.at', text: '2026-11-23T21:21:00Z' },
        { text: 'one', link: { table: 'listeners', name: 'one' } },
        { text: 'two', link: { table: 'listeners', name: 'two' } },
      ],
    },
    { text: 'another reason', name: 'three' },
  ])
  expect(rejected[0]).not.toHaveProperty('name')
})

test('a refused listener is told once, in the words of Envoy', () => {
  const [refused] = overviewOf(answers).findings
  expect(refused?.text).toContain("Didn't find a registered implementation for 'example.no-such-filter'")
  expect(refused?.link).toEqual({ kind: 'row', table: 'listeners', name: '0.0.0.0_8080' })
})

test('a certificate whose renewal is late is a warning, one that ended a problem', () => {
  const late = { ...answers, readAt: Date.parse('2026-11-23T21:34:00Z') }
  expect(found(late)).toContainEqual(['warning', 'finding.expiring', 'default'])
  const gone = { ...answers, readAt: Date.parse('2026-11-23T21:35:00Z') }
  expect(found(gone)).toContainEqual(['problem', 'finding.expired', 'default'])
})

test('a proxy that has no hosts in trouble left is told by its statistics only', () => {
  const stats = { stats: [{ name: `cluster.${inventory};.outlier_detection.ejections_active`, value: 1 }] }
  expect(found({ dump: readDump([]), stats, readAt: 0 })).toEqual([
    ['problem', 'zero.ejections-active', inventory],
  ])
  expect(found({ dump: readDump([]), stats, clusters: {}, readAt: 0 })).toEqual([])
})

test('requests that pile up are told where Envoy keeps no times', () => {
  const host = {
    stats: [
      { name: 'rq_total', value: '600' },
      { name: 'rq_active', type: 'GAUGE', value: '9' },
    ],
  }
  const clusters = { cluster_statuses: [{ name: slow, host_statuses: [host] }] }
  const after = (uptime: string) =>
    found({ dump: readDump([]), clusters, serverInfo: { uptime_current_epoch: uptime }, readAt: 0 })
  expect(after('600s')).toEqual([['info', 'finding.open-requests', slow]])
  expect(after('60s')).toEqual([])
})

function cluster(name: string, type: string): JsonObject {
  return { cluster: { name, type } }
}

/** A cluster of a hundred requests, two of them open and one failed. */
function of(success: string, connectFailures = '0'): JsonObject {
  const stats = [
    { name: 'rq_total', value: '100' },
    { name: 'rq_success', value: success },
    { name: 'rq_error', value: '1' },
    { name: 'rq_active', type: 'GAUGE', value: '2' },
    { name: 'cx_connect_fail', value: connectFailures },
  ]
  return { cluster_statuses: [{ name: slow, host_statuses: [{ stats }] }] }
}

test('callers that gave up are told, even all of them, but not for TCP, of which Envoy counts no answers', () => {
  expect(found({ dump: readDump([]), clusters: of('90'), readAt: 0 })).toEqual([
    ['info', 'finding.unanswered', slow],
  ])
  expect(found({ dump: readDump([]), clusters: of('97'), readAt: 0 })).toEqual([])
  expect(found({ dump: readDump([]), clusters: of('0'), readAt: 0 })).toEqual([
    ['warning', 'finding.unanswered', slow],
  ])
  const tcp = found({ dump: readDump([]), clusters: of('0', '1'), readAt: 0 })
  expect(tcp.map(([, word]) => word)).not.toContain('finding.unanswered')
})

test('clusters that should have hosts and have none are one finding', () => {
  const section = {
    '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
    dynamic_active_clusters: [cluster('a', 'EDS'), cluster('b', 'STRICT_DNS'), cluster('c', 'ORIGINAL_DST')],
  }
  const clusters = { cluster_statuses: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }
  const [finding] = overviewOf({
    dump: readDump([{ answer: { configs: [section] } }]),
    clusters,
    readAt: 0,
  }).findings
  expect(finding).toMatchObject({
    word: 'finding.no-hosts',
    text: '2',
    facts: [{ text: 'a' }, { text: 'b' }],
  })
})

test('what Envoy waits for, its state and values changed by hand are found', () => {
  const proxy: ProxyAnswers = {
    dump: readDump([]),
    serverInfo: { state: 'INITIALIZING' },
    initDump: { unready_targets_dumps: [{ name: 'server', target_names: ['ClusterManager'] }] },
    runtime: { layers: ['static', 'admin'], entries: { a: { final_value: '2', layer_values: ['1', '2'] } } },
    readAt: 0,
  }
  expect(found(proxy)).toEqual([
    ['warning', 'finding.not-live', undefined],
    ['warning', 'finding.waiting', 'server'],
    ['info', 'finding.runtime-changed', 'a'],
  ])
})

test('what was not answered is named, and nothing is said of it', () => {
  expect(overviewOf({ dump: readDump([]), readAt: 0 })).toEqual({
    findings: [],
    facts: [],
    missing: ['dump', 'serverInfo', 'initDump', 'certs', 'clusters', 'stats', 'memory', 'runtime', 'logging'],
  })
})

test('times of requests that Envoy does not keep are unknown, not good', () => {
  const { facts } = overviewOf({ dump: readDump([]), stats: { stats: [] }, readAt: 0 })
  expect(facts.map(({ word }) => word)).toEqual(['overview.times-unknown'])
})

test('every word is told in both languages', () => {
  const texts = Object.values<Word>(words).flatMap((word) => [word.en, word['zh-CN']])
  const empty = texts.filter((text) => text.trim() === '')
  expect(empty).toEqual([])
})
