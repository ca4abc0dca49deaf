import { describe, expect, test } from 'vitest'
import { isInRelease, versionOfImage } from './istio-version.ts'

describe('the version in an image’s name', () => {
  test.each([
    ['docker.io/istio/proxyv2:1.24.3-distroless', '1.24.3'],
    ['docker.io/istio/proxyv2:1.24.3', '1.24.3'],
    ['gcr.io/istio-testing/pilot:1.31-alpha.eed52ebb66ad', '1.31-alpha.eed52ebb66ad'],
    ['registry:5000/istio/pilot:1.32.0-rc.1-debug', '1.32.0-rc.1'],
    [
      'istio/proxyv2:v1.29.1@sha256:8ba459b8dbaab29573b97039af87d0c1520097c205d799fd0e926fc81348cab7',
      '1.29.1',
    ],
    ['istio/proxyv2@sha256:8ba459b8dbaab29573b97039af87d0c1520097c205d799fd0e926fc81348cab7', undefined],
    ['registry:5000/istio/proxyv2', undefined],
    ['istio/proxyv2:latest', undefined],
    ['istio/proxyv2:1.0.0', undefined],
    ['example.test/proxy:2024.1', undefined],
    [undefined, undefined],
  ])('%s', (image, version) => {
    expect(versionOfImage(image)).toBe(version)
  })
})

describe('what a release has', () => {
  test.each([
    ['1.24.6', { until: '1.24' }, 'yes'],
    ['1.25.0', { until: '1.24' }, 'no'],
    ['1.31-alpha.eed52ebb66ad', { since: '1.31' }, 'yes'],
    ['1.30.9', { since: '1.31' }, 'no'],
    [undefined, { since: '1.31' }, 'unknown'],
    [undefined, {}, 'yes'],
  ] as const)('%s within %o: %s', (version, range, answer) => {
    expect(isInRelease(version, range)).toBe(answer)
  })
})
