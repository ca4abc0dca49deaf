import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chartFor } from '@portolan/catalog/chart-for'
import type { ChartInputs, Pod } from '@portolan/catalog/chart-inputs'
import { inputsFor, recordedListeners, recordedPods } from '@portolan/catalog/fixtures/recorded-pods'
import * as written from '@portolan/catalog/fixtures/written-pods'
import { podKindNames, podOfKind } from '@portolan/sandbox/meshes/pod-kinds'
import { demoMesh } from '@portolan/sandbox/demo-mesh'
import { expect, test } from 'vitest'
import { isKnownAnnotation } from './known-annotations.ts'
import { isKnownVariable } from './known-env.ts'
import { keptMeshConfig } from './mesh-settings.ts'
import { Redactor } from './redactor.ts'

/** The pod as a recording would hold it, byte for byte. */
function recorded(pod: unknown): Pod {
  const redactor = new Redactor()
  const kept = Buffer.from(JSON.stringify(redactor.object('pods', pod)))
  return JSON.parse(redactor.scrub(kept, 'objects/0/pods.json').toString('utf8')) as Pod
}

/** The chart of the live pod, and of what a recording keeps of it. */
function charts(pod: Pod, changes: Partial<ChartInputs> = {}) {
  return { live: chartFor(inputsFor(pod, changes)), kept: chartFor(inputsFor(recorded(pod), changes)) }
}

test.each(Object.entries(recordedPods))('the chart of %s is the same', (_name, pod) => {
  const listeners = { kind: 'read', value: recordedListeners.ingressgateway } as const
  for (const { live, kept } of [charts(pod), charts(pod, { listeners })]) expect(kept).toEqual(live)
})

const writtenPods = Object.entries(written).filter(
  (entry): entry is [string, Pod] => typeof entry[1] === 'object' && 'status' in entry[1],
)
test.each(writtenPods)('the chart of a pod written after a template is the same: %s', (_name, pod) => {
  const { live, kept } = charts(pod)
  expect(kept).toEqual(live)
})

test.each(podKindNames)('the chart of a generated %s is the same', (kind) => {
  const { pod } = podOfKind(kind, { namespace: 'shop', name: 'made-1', istioVersion: '1.30.3', number: 7 })
  const { live, kept } = charts(pod)
  expect(kept).toEqual(live)
})

test('the charts of all pods of the demo mesh are the same', async () => {
  const { objects } = await demoMesh()
  expect(objects.pods.length).toBeGreaterThan(10)
  for (const pod of objects.pods) {
    const { live, kept } = charts(pod)
    expect(kept).toEqual(live)
  }
})

test('moved ports stay where they were moved to', () => {
  const env = {
    PROXY_CONFIG:
      '{"proxyAdminPort":19000,"statusPort":16020,"configPath":"./etc/moved","proxyMetadata":{"A":"b"}}',
    ENVOY_STATUS_PORT: '16021',
    ENVOY_PROMETHEUS_PORT: '16090',
    DNS_PROXY_ADDR: '127.0.0.1:16053',
    ISTIO_META_DNS_CAPTURE: 'true',
    ISTIO_META_ENABLE_HBONE: 'true',
    ISTIO_PROMETHEUS_ANNOTATIONS: '{"scrape":"true","path":"/metrics","port":"9100"}',
    ISTIO_KUBE_APP_PROBERS:
      '{"/app-health/app/readyz":{"httpGet":{"path":"/ready?key=1","port":8099,"scheme":"HTTP","httpHeaders":[{"name":"Authorization","value":"Bearer abcdefgh12345678"}]}}}',
  }
  const pod = written.writtenPod({
    metadata: {
      annotations: {
        'proxy.istio.io/config': 'statusPort: 17020\nproxyMetadata:\n  PASSWORD: hunter2hunter2\n',
      },
    },
    containers: [written.app, written.proxy('sidecar', env)],
  })
  const { live, kept } = charts(pod)
  expect(kept).toEqual(live)
  expect(JSON.stringify(recorded(pod))).not.toMatch(/hunter2|abcdefgh|key=1/)
})

test('a mesh configuration keeps what charts are made of', () => {
  const text = [
    'defaultConfig:',
    '  proxyAdminPort: 19001',
    '  discoveryAddress: istiod.control.svc:15012',
    '  proxyMetadata:',
    '    METRICS_LOCALHOST_ACCESS_ONLY: "true"',
    '    SECRET_OF_MINE: tr0ub4dor',
    'proxyListenPort: 16001',
    'proxyInboundListenPort: 16006',
    'extensionProviders:',
    '- name: authz',
    '  envoyExtAuthzHttp:',
    '    includeAdditionalHeadersInCheck:',
    '      x-key: tr0ub4dor',
    '',
  ].join('\n')
  const kept = keptMeshConfig(text, () => undefined)
  expect(kept).not.toContain('tr0ub4dor')
  for (const pod of [recordedPods.frontend, recordedPods.ingressgateway, written.cniNode, written.ztunnel]) {
    const withText = (mesh: string) =>
      inputsFor(pod, { meshConfig: { kind: 'read', value: { object: 'istio-system/istio', text: mesh } } })
    expect(chartFor(withText(kept))).toEqual(chartFor(withText(text)))
  }
})

const catalog = fileURLToPath(new URL('../../../catalog/src', import.meta.url))
const sources = readdirSync(catalog, { recursive: true, encoding: 'utf8' })
  .filter((file) =>
    /(?:^|\/)(?:chart|settings)\/.*\.ts$|(?:classify-pod|istio-version|why-outside)\.ts$/.test(file),
  )
  .map((file) => readFileSync(path.join(catalog, file), 'utf8'))
  .join('\n')

test('every variable and annotation that the catalog names may keep its value', () => {
  const variables = [...sources.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)].map((match) => match[1] ?? '')
  expect(variables.length).toBeGreaterThan(15)
  expect(variables.filter((name) => !isKnownVariable(name) && name !== 'PROXY_CONFIG')).toEqual([])
  const annotations = [...sources.matchAll(/'((?:[a-z.-]*istio\.io|prometheus\.io)\/[A-Za-z]+)'/g)].map(
    (match) => match[1] ?? '',
  )
  expect(annotations.length).toBeGreaterThan(5)
  expect(annotations.filter((name) => !isKnownAnnotation(name) && name !== 'proxy.istio.io/config')).toEqual(
    [],
  )
})
