import type { Chart } from '@portolan/contract/chart'
import { describe, expect, test } from 'vitest'
import { chartFor } from './chart-for.ts'
import type { Container, Pod } from './chart-inputs.ts'
import { listening, port } from './fixtures/read-chart.ts'
import { inputsFor, recordedPods } from './fixtures/recorded-pods.ts'
import * as written from './fixtures/written-pods.ts'

function numberOf(chart: Chart, key: string) {
  return port(chart, key).number
}

function sidecar(
  env: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>> = {},
): Pod {
  return written.writtenPod({
    metadata: { annotations },
    containers: [written.app, written.proxy('sidecar', env)],
  })
}

function chartOf(pod: Pod, meshText?: string): Chart {
  const meshConfig =
    meshText === undefined
      ? {}
      : {
          meshConfig: {
            kind: 'read',
            value: { object: 'istio-system/istio-canary', text: meshText },
          } as const,
        }
  return chartFor(inputsFor(pod, meshConfig))
}

describe('moved ports', () => {
  test('the mesh config moves the captured ports', () => {
    const chart = chartOf(sidecar({}), 'proxyListenPort: 16001\nproxy_inbound_listen_port: 16006\n')
    expect(numberOf(chart, 'envoy-outbound')).toEqual({
      kind: 'known',
      value: 16_001,
      source: { kind: 'mesh-config', object: 'istio-system/istio-canary', path: 'proxyListenPort' },
    })
    expect(numberOf(chart, 'envoy-inbound')).toMatchObject({ value: 16_006 })
  })

  test('PROXY_CONFIG outweighs the mesh config, and the annotation outweighs both', () => {
    const mesh = 'defaultConfig: {proxyAdminPort: 15100, statusPort: 15120}'
    const env = { PROXY_CONFIG: '{"proxyAdminPort":15200,"statusPort":15220}' }
    expect(numberOf(chartOf(sidecar(env), mesh), 'envoy-admin')).toMatchObject({
      value: 15_200,
      source: { kind: 'env', name: 'PROXY_CONFIG' },
    })
    const annotated = chartOf(sidecar(env, { 'proxy.istio.io/config': 'proxyAdminPort: 15300' }), mesh)
    expect(numberOf(annotated, 'envoy-admin')).toMatchObject({
      value: 15_300,
      source: { kind: 'annotation' },
    })
    expect(numberOf(annotated, 'agent-status')).toMatchObject({ value: 15_220 })
  })

  test('the mesh config’s default reaches a gateway that mounts it', () => {
    const chart = chartOf(recordedPods.ingressgateway, 'defaultConfig: {proxyAdminPort: 15100}')
    expect(numberOf(chart, 'envoy-admin')).toMatchObject({
      value: 15_100,
      source: { kind: 'mesh-config', path: 'defaultConfig.proxyAdminPort' },
    })
  })

  test('the status port’s own annotation comes first, and 0 takes the server away', () => {
    const name = 'status.sidecar.istio.io/port'
    expect(numberOf(chartOf(sidecar({}, { [name]: '15320' })), 'agent-status')).toMatchObject({
      value: 15_320,
    })
    expect(port(chartOf(sidecar({}, { [name]: '0' })), 'agent-status').presence).toEqual({
      kind: 'absent',
      why: 'status-port-zero',
    })
  })

  test('environment variables move health, metrics and DNS', () => {
    const chart = chartOf(
      sidecar({
        ENVOY_STATUS_PORT: '16021',
        ENVOY_PROMETHEUS_PORT: '16090',
        ISTIO_META_DNS_CAPTURE: 'true',
        DNS_PROXY_ADDR: '0.0.0.0:53',
        METRICS_LOCALHOST_ACCESS_ONLY: 'true',
      }),
    )
    expect(numberOf(chart, 'envoy-health')).toMatchObject({ value: 16_021 })
    expect(port(chart, 'envoy-metrics')).toMatchObject({ number: { value: 16_090 }, binds: 'loopback' })
    expect(port(chart, 'agent-dns')).toMatchObject({
      number: { value: 53 },
      binds: 'all',
      presence: { kind: 'expected' },
    })
  })

  test('a variable that refers to another object makes the number unknown', () => {
    const proxy: Container = {
      ...written.proxy('sidecar'),
      env: [
        { name: 'PROXY_CONFIG', value: '{}' },
        { name: 'ENVOY_STATUS_PORT', valueFrom: { configMapKeyRef: { name: 'ports', key: 'health' } } },
      ],
    }
    const chart = chartOf(written.writtenPod({ containers: [written.app, proxy] }))
    expect(numberOf(chart, 'envoy-health')).toEqual({
      kind: 'unknown',
      usual: 15_021,
      unread: ['pod-environment'],
    })
    expect(chart.unread).toMatchObject([{ id: 'pod-environment', affects: ['envoy-health'] }])
  })

  test('without interception nothing is captured, and Envoy’s own listeners are ports', () => {
    const pod = sidecar({ ISTIO_META_INTERCEPTION_MODE: 'NONE' })
    const value = [
      { name: '127.0.0.1_9080', address: '127.0.0.1', port: 9080 },
      { name: '10.96.0.1_443', address: '10.96.0.1', port: 443 },
    ]
    const chart = chartFor(inputsFor(pod, { listeners: { kind: 'read', value } }))
    expect(port(chart, 'envoy-outbound').presence).toEqual({ kind: 'absent', why: 'interception-none' })
    expect(port(chart, 'envoy-listener:9080').name).toBe('127.0.0.1_9080')
    expect(listening(chart)).not.toContain('443 envoy')
  })

  test('secure metrics ports need their variables and Istio 1.31', () => {
    const env = { ENVOY_SECURE_METRICS_PORT: '15091' }
    const newer = written.writtenPod({
      containers: [written.app, written.proxy('sidecar', env, 'istio/proxyv2:1.31.0')],
    })
    expect(port(chartOf(newer), 'envoy-secure-metrics')).toMatchObject({
      number: { value: 15_091 },
      presence: { kind: 'expected' },
    })
    expect(port(chartOf(sidecar(env)), 'envoy-secure-metrics').presence).toEqual({
      kind: 'absent',
      why: 'needs-istio-1-31',
    })
    expect(chartOf(sidecar({})).ports.some(({ id }) => id === 'envoy-secure-metrics')).toBe(false)
  })
})
