import { entriesOf, messageOf, numberOf, textOf } from '../json/field.ts'
import type { Json, JsonObject } from '../json/json.ts'

/** Who a proxy says it is: to istiod in its node message, and to us. */
export type ProxyNode = {
  readonly id: string
  readonly cluster: string
  /** `sidecar`, `router`, `waypoint`: the first part of an Istio node id. */
  readonly role: string | undefined
  readonly address: string | undefined
  readonly pod: string | undefined
  readonly namespace: string | undefined
  readonly workload: string | undefined
  readonly serviceAccount: string | undefined
  readonly istioVersion: string | undefined
  readonly proxySha: string | undefined
  /** `1.40.0`, of `user_agent_build_version`. */
  readonly envoyVersion: string | undefined
  /** `1.40.0/Clean/RELEASE/BoringSSL`: with its build, as istioctl writes it. */
  readonly build: string | undefined
  readonly locality: string | undefined
  readonly labels: readonly (readonly [string, string])[]
  /** All the metadata, nested values as JSON. */
  readonly metadata: readonly (readonly [string, string])[]
}

/**
 * Reads a `node` message, of `/server_info` or of the bootstrap.
 * @see envoy: api/envoy/config/core/v3/base.proto
 * @see istio: pkg/model/proxy.go, the shape of a node id
 */
export function readProxyNode(node: JsonObject | undefined): ProxyNode {
  const id = textOf(node, 'id') ?? ''
  const parts = id.split('~')
  const [role, address, podName] = parts.length === 4 ? parts : []
  const metadata = messageOf(node, 'metadata')
  return {
    id,
    cluster: textOf(node, 'cluster') ?? '',
    role,
    address,
    pod: textOf(metadata, 'NAME') ?? podName?.split('.')[0],
    namespace: textOf(metadata, 'NAMESPACE') ?? podName?.split('.').slice(1).join('.'),
    workload: textOf(metadata, 'WORKLOAD_NAME'),
    serviceAccount: textOf(metadata, 'SERVICE_ACCOUNT'),
    istioVersion: textOf(metadata, 'ISTIO_VERSION'),
    proxySha: textOf(metadata, 'ISTIO_PROXY_SHA')?.split(':').at(-1),
    ...readBuild(messageOf(node, 'user_agent_build_version')),
    locality: localityText(messageOf(node, 'locality')),
    labels: textEntries(metadata, 'LABELS'),
    metadata: textEntries(node, 'metadata'),
  }
}

/** @see istio: PrintBootstrapSummary of istioctl, the order of the parts */
function readBuild(build: JsonObject | undefined): Pick<ProxyNode, 'envoyVersion' | 'build'> {
  if (build === undefined) return { envoyVersion: undefined, build: undefined }
  const version = messageOf(build, 'version')
  const numbers = ['major_number', 'minor_number', 'patch'].map((part) => numberOf(version, part) ?? 0)
  const metadata = messageOf(build, 'metadata')
  const label = textOf(metadata, 'build.label')
  const envoyVersion = `${numbers.join('.')}${label === undefined ? '' : `-${label}`}`
  const rest = ['revision.status', 'build.type', 'ssl.version'].flatMap((key) => textOf(metadata, key) ?? [])
  return { envoyVersion, build: [envoyVersion, ...rest].join('/') }
}

/** `region/zone/sub-zone`, as Istio writes it. */
export function localityText(locality: JsonObject | undefined): string | undefined {
  const parts = ['region', 'zone', 'sub_zone'].map((part) => textOf(locality, part) ?? '')
  const text = parts.join('/').replace(/\/+$/, '')
  return text === '' ? undefined : text
}

/** A map as pairs of texts, by name; nested values as JSON. */
export function textEntries(
  message: JsonObject | undefined,
  name: string,
): readonly (readonly [string, string])[] {
  return entriesOf(message, name)
    .map(([key, value]): readonly [string, string] => [key, jsonText(value)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

export function jsonText(value: Json): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

/** The node of the bootstrap is the same one that `/server_info` tells, should that be absent. */
export function nodeMessage(
  serverInfo: JsonObject | undefined,
  bootstrap: JsonObject | undefined,
): JsonObject | undefined {
  return messageOf(serverInfo, 'node') ?? messageOf(bootstrap, 'node')
}
