import type { JsonObject } from '../json-value.ts'

const read = ['get', 'list', 'watch']

/** Documents of discovery by path: as much of them as the sandbox serves. */
export function discoveryAt(path: string, address: string): JsonObject | undefined {
  switch (path) {
    case '/api':
      return {
        kind: 'APIVersions',
        versions: ['v1'],
        serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
      }
    case '/apis':
      return {
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: [group('authentication.k8s.io'), group('authorization.k8s.io')],
      }
    case '/apis/authentication.k8s.io':
    case '/apis/authorization.k8s.io':
      return { kind: 'APIGroup', apiVersion: 'v1', ...group(path.slice('/apis/'.length)) }
    case '/api/v1':
      return resources('v1', [
        {
          name: 'configmaps',
          singularName: 'configmap',
          namespaced: true,
          kind: 'ConfigMap',
          verbs: read,
          shortNames: ['cm'],
        },
        {
          name: 'events',
          singularName: 'event',
          namespaced: true,
          kind: 'Event',
          verbs: read,
          shortNames: ['ev'],
        },
        {
          name: 'namespaces',
          singularName: 'namespace',
          namespaced: false,
          kind: 'Namespace',
          verbs: read,
          shortNames: ['ns'],
        },
        {
          name: 'pods',
          singularName: 'pod',
          namespaced: true,
          kind: 'Pod',
          verbs: read,
          shortNames: ['po'],
          categories: ['all'],
        },
        {
          name: 'pods/ephemeralcontainers',
          singularName: '',
          namespaced: true,
          kind: 'Pod',
          verbs: ['patch'],
        },
        {
          name: 'pods/exec',
          singularName: '',
          namespaced: true,
          kind: 'PodExecOptions',
          verbs: ['create', 'get'],
        },
        { name: 'pods/log', singularName: '', namespaced: true, kind: 'Pod', verbs: ['get'] },
        {
          name: 'pods/portforward',
          singularName: '',
          namespaced: true,
          kind: 'PodPortForwardOptions',
          verbs: ['create', 'get'],
        },
        {
          name: 'services',
          singularName: 'service',
          namespaced: true,
          kind: 'Service',
          verbs: read,
          shortNames: ['svc'],
          categories: ['all'],
        },
      ])
    case '/apis/authentication.k8s.io/v1':
      return resources('authentication.k8s.io/v1', [
        {
          name: 'selfsubjectreviews',
          singularName: 'selfsubjectreview',
          namespaced: false,
          kind: 'SelfSubjectReview',
          verbs: ['create'],
        },
      ])
    case '/apis/authorization.k8s.io/v1':
      return resources('authorization.k8s.io/v1', [
        {
          name: 'selfsubjectaccessreviews',
          singularName: 'selfsubjectaccessreview',
          namespaced: false,
          kind: 'SelfSubjectAccessReview',
          verbs: ['create'],
        },
      ])
    default:
      return undefined
  }
}

function resources(groupVersion: string, list: readonly JsonObject[]): JsonObject {
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: list }
}

function group(name: string): JsonObject {
  const version = { groupVersion: `${name}/v1`, version: 'v1' }
  return { name, versions: [version], preferredVersion: version }
}

/** The answer of `/version` for a version like `v1.34.4`. */
export function versionInfo(gitVersion: string): JsonObject {
  const [, major = '1', minor = '34'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: 'go1.26.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  }
}

/** Whether the API server itself speaks v5 of the channels' protocol: from 1.30 on. */
export function speaksV5(gitVersion: string): boolean {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  return Number(major) > 1 || Number(minor) >= 30
}

/** Whether an upgrade to a WebSocket (port-forward, exec) needs `create` besides `get`: from 1.35 on. */
export function needsCreateForUpgrade(gitVersion: string): boolean {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  return Number(major) > 1 || Number(minor) >= 35
}
