import { describe, expect, test } from 'vitest'
import type { ObjectMeta, Pod, Read } from './chart-inputs.ts'
import { classifyPod } from './classify-pod.ts'
import { recordedPods } from './fixtures/recorded-pods.ts'
import * as written from './fixtures/written-pods.ts'

const plain: Read<ObjectMeta> = { kind: 'read', value: { labels: {} } }
const injected: Read<ObjectMeta> = { kind: 'read', value: { labels: { 'istio-injection': 'enabled' } } }
const unread: Read<ObjectMeta> = { kind: 'unread', reason: 'forbidden', text: 'no' }

describe('real pods', () => {
  test.each([
    ['frontend', 'sidecar', 'native', 'has-native-sidecar'],
    ['cart', 'sidecar', 'classic', 'has-sidecar'],
    ['migrate', 'sidecar', 'native', 'has-native-sidecar'],
    ['ingressgateway', 'gateway', 'chart', 'is-gateway-chart'],
    ['istiod', 'istiod', undefined, 'is-istiod'],
    ['ledger', 'outside', undefined, 'outside-namespace-not-labelled'],
  ] as const)('%s is %s %s', (name, kind, variant, because) => {
    const found = classifyPod(recordedPods[name], plain)
    expect(found).toMatchObject({ kind, because })
    expect(found.variant).toBe(variant)
  })

  test('a private image tag tells no version, and neither does the 1.0.0 of a chart’s label', () => {
    expect(classifyPod(recordedPods.istiod, plain).istioVersion).toBeUndefined()
  })

  test('the revision is the one that injected it', () => {
    expect(classifyPod(recordedPods.frontend, plain).revision).toBe('default')
  })
})

describe('pods after Istio’s templates', () => {
  test.each([
    ['waypoint', written.waypoint, 'waypoint', 'gateway-api', 'is-waypoint'],
    ['gateway of the Gateway API', written.gatewayApi, 'gateway', 'gateway-api', 'is-gateway-api'],
    ['east-west gateway', written.eastWest, 'gateway', 'east-west', 'is-east-west'],
    ['ztunnel', written.ztunnel, 'ztunnel', undefined, 'is-ztunnel'],
    ['captured workload', written.captured, 'captured-workload', undefined, 'captured-by-ztunnel'],
    ['CNI node agent', written.cniNode, 'istio-cni', undefined, 'is-istio-cni'],
    ['agentgateway', written.agentgateway, 'agentgateway', undefined, 'is-agentgateway'],
    ['proxyless gRPC', written.proxyless, 'proxyless', undefined, 'is-proxyless'],
  ] as const)('%s', (_, pod, kind, variant, because) => {
    const found = classifyPod(pod, plain)
    expect(found).toMatchObject({ kind, because })
    expect(found.variant).toBe(variant)
  })

  test('the version is that of the image, without its variant', () => {
    expect(classifyPod(written.ztunnel, plain).istioVersion).toBe('1.31.0')
    expect(classifyPod(written.oldSidecar, plain).istioVersion).toBe('1.24.3')
  })
})

function pod(metadata: ObjectMeta, rest: Partial<NonNullable<Pod['spec']>> = {}): Pod {
  return { metadata: { namespace: 'shop', ...metadata }, spec: { containers: [written.app], ...rest } }
}

describe('not in the mesh, because', () => {
  test.each([
    ['its namespace is not labelled', pod({}), plain, 'outside-namespace-not-labelled'],
    [
      'its namespace is labelled disabled, whatever its revision says',
      pod({}),
      { kind: 'read', value: { labels: { 'istio-injection': 'disabled', 'istio.io/rev': 'canary' } } },
      'outside-namespace-not-labelled',
    ],
    ['its namespace could not be read', pod({}), unread, 'outside-namespace-unread'],
    [
      'it opted out by label',
      pod({ labels: { 'sidecar.istio.io/inject': 'false' } }),
      injected,
      'outside-pod-opted-out',
    ],
    [
      'it opted out by annotation',
      pod({ annotations: { 'sidecar.istio.io/inject': 'false' } }),
      injected,
      'outside-pod-opted-out',
    ],
    ['it uses the host’s network', pod({}, { hostNetwork: true }), injected, 'outside-host-network'],
    ['it is part of Kubernetes', pod({ namespace: 'kube-system' }), plain, 'outside-kubernetes-system'],
    ['it is older than the label', pod({}), injected, 'outside-created-before-label'],
    [
      'it is older than the label of ambient mode',
      pod({}),
      { kind: 'read', value: { labels: { 'istio.io/dataplane-mode': 'ambient' } } },
      'outside-created-before-label',
    ],
    [
      'the injector left traces and no proxy',
      pod({ annotations: { 'sidecar.istio.io/status': '{}' } }),
      injected,
      'outside-injection-failed',
    ],
  ] as const)('%s', (_, outsider, namespace, because) => {
    expect(classifyPod(outsider, namespace)).toEqual({ kind: 'outside', because })
  })
})
