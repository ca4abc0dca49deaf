import { chart as chartSchema } from '@portolan/contract/chart'
import { describe, expect, test } from 'vitest'
import { chartFor } from './chart-for.ts'
import type { Pod } from './chart-inputs.ts'
import {
  inputsFor,
  nothingOutsideTheNamespace,
  recordedListeners,
  recordedPods,
} from './fixtures/recorded-pods.ts'
import { listening, port } from './fixtures/read-chart.ts'
import * as written from './fixtures/written-pods.ts'

function debugPaths(reportedVersion: string): readonly string[] {
  return port(chartFor(inputsFor(recordedPods.istiod, { reportedVersion })), 'istiod-http').endpoints.map(
    ({ path }) => path,
  )
}

function istiodWith(...args: readonly string[]): Pod {
  return written.writtenPod({
    metadata: { namespace: 'istio-system', labels: { app: 'istiod' } },
    containers: [{ name: 'discovery', image: 'istio/pilot:1.29.1', args: ['discovery', ...args] }],
  })
}

describe('a sidecar of a real cluster', () => {
  test('frontend has what its socket table shows, each at its process', () => {
    expect(listening(chartFor(inputsFor(recordedPods.frontend)))).toEqual([
      '15000 envoy',
      '15001 envoy',
      '15006 envoy',
      '15020 pilot-agent',
      '15021 envoy',
      '15053 pilot-agent',
      '15090 envoy',
      '8080 application:app',
    ])
  })

  test('inventory’s admin port is where its annotation says, and it is not on 15000', () => {
    const chart = chartFor(inputsFor(recordedPods.inventory))
    expect(port(chart, 'envoy-admin').number).toEqual({
      kind: 'known',
      value: 19_000,
      source: { kind: 'annotation', name: 'proxy.istio.io/config' },
    })
    expect(listening(chart)).not.toContain('15000 envoy')
  })

  test('cart without DNS capture has no 15053, and says why', () => {
    expect(port(chartFor(inputsFor(recordedPods.cart)), 'agent-dns').presence).toEqual({
      kind: 'absent',
      why: 'dns-capture-off',
    })
  })

  test('Envoy’s own word on its listeners is the source where it was asked', () => {
    const listeners = { kind: 'read', value: recordedListeners.frontend } as const
    const chart = chartFor(inputsFor(recordedPods.frontend, { listeners }))
    expect(port(chart, 'envoy-outbound').number).toEqual({
      kind: 'known',
      value: 15_001,
      source: { kind: 'listener', listener: 'virtualOutbound' },
    })
  })

  test('listeners that are not bound to a port are not ports', () => {
    const listeners = { kind: 'read', value: recordedListeners.frontend } as const
    const asked = chartFor(inputsFor(recordedPods.frontend, { listeners }))
    expect(listening(asked)).toEqual(listening(chartFor(inputsFor(recordedPods.frontend))))
  })

  test('pilot-agent started envoy, and the init container is gone before they run', () => {
    const { processes } = chartFor(inputsFor(recordedPods.cart))
    expect(processes.map(({ key, startedBy }) => [key, startedBy])).toEqual([
      ['istio-init', undefined],
      ['pilot-agent', undefined],
      ['envoy', 'pilot-agent'],
      ['application:app', undefined],
    ])
  })

  test('the agent merges the metrics of payments and probes it, so it calls 8080', () => {
    const keys = chartFor(inputsFor(recordedPods.payments)).links.map(({ key }) => key)
    expect(keys).toContain('agent-status-to-application:pilot-agent>application:app:8080')
    expect(keys).toContain('kubelet-to-agent-status:kubelet>agent-status')
  })

  test('the control plane stands on it with its pods’ readiness and the configured address', () => {
    const { peers } = chartFor(inputsFor(recordedPods.payments))
    expect(peers.find(({ id }) => id === 'istiod')).toMatchObject({
      address: 'istiod.istio-system.svc:15012',
      pods: [{ ready: true }],
    })
  })
})

describe('somebody who may read one namespace only', () => {
  const chart = chartFor(inputsFor(recordedPods.frontend, nothingOutsideTheNamespace))

  test('sees what the pod itself tells of the captured ports, and what would settle it', () => {
    expect(port(chart, 'envoy-outbound').number).toEqual({
      kind: 'known',
      value: 15_001,
      source: { kind: 'flag', container: 'istio-init', name: '-p' },
    })
    expect(chart.unread.find(({ id }) => id === 'mesh-config')).toMatchObject({
      need: { verb: 'get', resource: 'configmaps', namespace: 'istio-system', name: 'istio' },
      affects: ['envoy-outbound', 'envoy-inbound'],
    })
  })

  test('still knows the admin port, because the injector wrote it down', () => {
    expect(port(chart, 'envoy-admin').number).toMatchObject({ kind: 'known', value: 15_000 })
  })

  test('is told that istiod’s pods are not known', () => {
    expect(chart.unread.map(({ id }) => id)).toEqual(['mesh-config', 'istiod-pods'])
  })

  test('gets unknown numbers and no guesses where the pod tells nothing', () => {
    const pod = written.writtenPod({ containers: [written.app, written.proxy('sidecar')] })
    const bare = chartFor(inputsFor(pod, nothingOutsideTheNamespace))
    expect(port(bare, 'envoy-outbound').number).toEqual({
      kind: 'unknown',
      usual: 15_001,
      unread: ['mesh-config'],
    })
    expect(port(bare, 'envoy-admin').number).toEqual({
      kind: 'known',
      value: 15_000,
      source: { kind: 'default' },
    })
  })

  test('does not know the admin port of a gateway that reads the mesh config itself', () => {
    const gateway = chartFor(inputsFor(recordedPods.ingressgateway, nothingOutsideTheNamespace))
    expect(port(gateway, 'envoy-admin').number).toEqual({
      kind: 'unknown',
      usual: 15_000,
      unread: ['mesh-config'],
    })
    expect(gateway.unread[0]).toMatchObject({ id: 'mesh-config', affects: ['envoy-admin', 'agent-status'] })
  })
})

describe('releases', () => {
  test('15004 is there up to 1.24 and gone after it', () => {
    expect(port(chartFor(inputsFor(written.oldSidecar)), 'agent-debug-tap').presence).toEqual({
      kind: 'expected',
    })
    const newer = written.writtenPod({ containers: [written.app, written.proxy('sidecar')] })
    expect(port(chartFor(inputsFor(newer)), 'agent-debug-tap').presence).toEqual({
      kind: 'absent',
      why: 'removed-in-1-25',
    })
  })

  test('where the image tells no release, what the component said of itself decides', () => {
    const unsaid = chartFor(inputsFor(recordedPods.cart))
    expect(port(unsaid, 'agent-debug-tap').presence).toEqual({ kind: 'possible', why: 'version-unknown' })
    const said = chartFor(inputsFor(recordedPods.cart, { reportedVersion: '1.31-alpha.eed52ebb66ad' }))
    expect(port(said, 'agent-debug-tap').presence).toEqual({ kind: 'absent', why: 'removed-in-1-25' })
    expect(said.istioVersion).toBe('1.31-alpha.eed52ebb66ad')
  })

  test('krtz came with 1.25 and config_distribution left after 1.23', () => {
    expect(debugPaths('1.22.0')).toContain('/debug/config_distribution')
    expect(debugPaths('1.22.0')).not.toContain('/debug/krtz')
    expect(debugPaths('1.31.0')).toContain('/debug/krtz')
    expect(debugPaths('1.31.0')).not.toContain('/debug/config_distribution')
  })
})

describe('a gateway', () => {
  const listeners = { kind: 'read', value: recordedListeners.ingressgateway } as const
  const asked = chartFor(inputsFor(recordedPods.ingressgateway, { listeners }))

  test('has the ports that Envoy listens on, named after their Service', () => {
    expect(listening(asked)).toEqual([
      '15000 envoy',
      '15020 pilot-agent',
      '15021 envoy',
      '15090 envoy',
      '8080 envoy',
    ])
    expect(port(asked, 'gateway-listener:8080')).toMatchObject({ name: 'http2', protocol: 'http' })
  })

  test('shows a declared port that no listener serves as only possible', () => {
    expect(port(asked, 'gateway-listener:8443').presence).toEqual({
      kind: 'possible',
      why: 'listener-not-served',
    })
  })

  test('knows nothing for sure before Envoy was asked', () => {
    const chart = chartFor(inputsFor(recordedPods.ingressgateway))
    expect(port(chart, 'gateway-listener:8080').presence).toEqual({
      kind: 'possible',
      why: 'listeners-unread',
    })
  })

  test('gives the ports of an east-west gateway their meaning', () => {
    const value = [15_443, 15_012, 15_017].map((number) => ({
      name: `0.0.0.0_${number}`,
      address: '0.0.0.0',
      port: number,
    }))
    const chart = chartFor(inputsFor(written.eastWest, { listeners: { kind: 'read', value } }))
    expect(chart.ports.slice(0, 3).map(({ id }) => id)).toEqual([
      'gateway-cross-network',
      'gateway-istiod-xds',
      'gateway-istiod-webhook',
    ])
  })
})

describe('istiod', () => {
  test('has its six ports', () => {
    expect(listening(chartFor(inputsFor(recordedPods.istiod)))).toEqual([
      '15010 pilot-discovery',
      '15012 pilot-discovery',
      '15014 pilot-discovery',
      '15017 pilot-discovery',
      '8080 pilot-discovery',
      '9876 pilot-discovery',
    ])
  })

  test('asks for the certificate by the name that proxies use', () => {
    expect(port(chartFor(inputsFor(recordedPods.istiod)), 'istiod-secure-grpc').probe).toEqual({
      kind: 'tls',
      serverName: 'istiod.istio-system.svc',
    })
  })

  test('follows its flags, with and without the equals sign', () => {
    const chart = chartFor(
      inputsFor(
        istiodWith(
          '--httpAddr=127.0.0.1:18080',
          '--monitoringAddr',
          ':25014',
          '--grpcAddr=',
          '--ctrlz_port=19876',
        ),
      ),
    )
    expect(port(chart, 'istiod-http')).toMatchObject({ number: { value: 18_080 }, binds: 'loopback' })
    expect(port(chart, 'istiod-monitoring')).toMatchObject({
      number: { value: 25_014, source: { kind: 'flag', name: '--monitoringAddr' } },
    })
    expect(port(chart, 'istiod-grpc').presence).toEqual({ kind: 'absent', why: 'merged-into-http' })
    expect(port(chart, 'istiod-ctrlz').number).toMatchObject({ value: 19_876 })
  })

  test('without secure serving has no 15012', () => {
    expect(port(chartFor(inputsFor(istiodWith('--secureGRPCAddr='))), 'istiod-secure-grpc').presence).toEqual(
      {
        kind: 'absent',
        why: 'no-secure-serving',
      },
    )
  })
})

describe('the other kinds', () => {
  test('a waypoint has one data port, for HBONE', () => {
    expect(listening(chartFor(inputsFor(written.waypoint)))).toEqual([
      '15000 envoy',
      '15008 envoy',
      '15020 pilot-agent',
      '15021 envoy',
      '15090 envoy',
    ])
  })

  test('ztunnel answers 500, not 503, while it is not ready', () => {
    const chart = chartFor(inputsFor(written.ztunnel))
    expect(listening(chart)).toEqual(['15000 ztunnel', '15020 ztunnel', '15021 ztunnel'])
    expect(port(chart, 'ztunnel-readiness').probe).toMatchObject({ notReady: [500] })
  })

  test('a captured workload holds ztunnel’s sockets beside its own', () => {
    const chart = chartFor(inputsFor(written.captured))
    expect(listening(chart)).toEqual([
      '15001 ztunnel',
      '15006 ztunnel',
      '15008 ztunnel',
      '8080 application:app',
    ])
    expect(port(chart, 'ztunnel-dns').presence).toEqual({ kind: 'possible', why: 'dns-capture-unknown' })
  })

  test('the CNI agent has its three ports and its sockets', () => {
    const chart = chartFor(inputsFor(written.cniNode))
    expect(listening(chart)).toEqual(['15014 istio-cni', '8000 istio-cni', '9876 istio-cni'])
    expect(chart.sockets.map(({ id }) => id)).toEqual(['cni-sockets', 'ztunnel-socket'])
  })

  test('agentgateway has neither Envoy nor an agent', () => {
    expect(listening(chartFor(inputsFor(written.agentgateway)))).toEqual([
      '15020 agentgateway',
      '15021 agentgateway',
    ])
  })

  test('proxyless gRPC has the agent’s ports and none of Envoy’s', () => {
    const chart = chartFor(inputsFor(written.proxyless))
    expect(listening(chart)).toEqual(['15020 pilot-agent', '8080 application:app'])
    expect(chart.links.map(({ id }) => id)).toContain('application-to-agent-xds')
  })

  test('a pod outside the mesh shows what it serves and to whom', () => {
    const chart = chartFor(inputsFor(recordedPods.ledger))
    expect(listening(chart)).toEqual(['8080 application:app'])
    expect(chart.links.map(({ id }) => id)).toEqual(['clients-to-application'])
  })
})

test('a crashing container says so in Kubernetes’ words', () => {
  const [container] = chartFor(inputsFor(recordedPods.crasher)).containers
  expect(container).toMatchObject({ ready: false })
  expect(container?.text).toMatch(/CrashLoopBackOff|Error|exit code/)
})

test('every chart is what the contract says', () => {
  for (const pod of [
    ...Object.values(recordedPods),
    ...Object.values(written).filter((one) => typeof one === 'object' && 'spec' in one),
  ]) {
    expect(chartSchema.safeParse(chartFor(inputsFor(pod as Pod))).error).toBeUndefined()
  }
})
