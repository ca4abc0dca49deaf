import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { ResourceKind } from '../dump/proxy-dump.ts'
import { recogniseFile } from './recognise-file.ts'

const admin = 'type.googleapis.com/envoy.admin.v3'

test('a whole dump of Envoy and one of istiod are told apart', () => {
  const envoy = `{"configs":[{"@type":"${admin}.BootstrapConfigDump","bootstrap":{}},{"@type":"${admin}.ClustersConfigDump","version_info":"1"}]}`
  expect(recogniseFile('a', envoy)).toMatchObject({ kind: 'config-dump', writtenBy: 'envoy', whole: true })
  const istiod = envoy.replace('version_info', 'versionInfo')
  expect(recogniseFile('a', istiod)).toMatchObject({ kind: 'config-dump', writtenBy: 'istiod' })
})

test.each<[string, ResourceKind, string]>([
  ['cluster', 'cluster', '[{"name":"outbound|80||a","type":"EDS","connectTimeout":"10s"}]'],
  ['listener', 'listener', '[{"name":"virtualInbound","filterChains":[{}]}]'],
  ['route', 'route', '[{"name":"80","virtualHosts":[]}]'],
  ['secret', 'secret', '{"dynamicActiveSecrets":[{"name":"default","secret":{"name":"default"}}]}'],
  ['endpoints of a dump', 'endpoints', '[{"clusterName":"a","endpoints":[]}]'],
])('what istioctl proxy-config %s -o json prints is a dump of that kind', (_, kind, text) => {
  const file = recogniseFile('saved.json', text)
  expect(file).toMatchObject({ kind: 'config-dump', whole: false })
  const dump = file.kind === 'config-dump' ? readDump([{ answer: file.answer }]) : undefined
  expect(dump?.entries[kind]).toHaveLength(1)
})

test.each([
  ['clusters', '{"cluster_statuses":[]}'],
  ['clusters', '[{"name":"a","addedViaApi":true,"observabilityName":"a","hostStatuses":[]}]'],
  ['clusters', 'xds-grpc::observability_name::xds-grpc;\n'],
  ['listeners', '0.0.0.0_15090::0.0.0.0:15090\n'],
  ['certs', '{"certificates":[]}'],
  ['memory', '{"allocated":"1","pageheap_unmapped":"0"}'],
  ['runtime', '{"layers":[],"entries":{}}'],
  ['serverInfo', '{"version":"a/1.40.0","command_line_options":{}}'],
])('an answer about %s is known by what it holds', (to, text) => {
  expect(recogniseFile('x', text)).toMatchObject({ kind: 'answer', to })
})

test.each([
  ['cut off', '{"configs":['],
  ['other JSON', '{"apiVersion":"v1","kind":"Pod"}'],
  ['a list of nothing', '[]'],
  ['a list of lists', '[[1]]'],
  ['text', 'hello'],
  ['nothing', ''],
])('%s is refused in words', (_, text) => {
  expect(() => recogniseFile('what\u0000ever', text)).toThrow(EnvoyAnswerError)
})
