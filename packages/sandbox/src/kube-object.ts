import { isJsonObject, objectAt, textAt, valueAt, type JsonObject } from './json-value.ts'

/** The kinds of objects that the sandbox serves, by their name in a path. */
export const resourceNames = ['pods', 'services', 'namespaces', 'configmaps', 'events'] as const
export type ResourceName = (typeof resourceNames)[number]

export const kindOfResource: Readonly<Record<ResourceName, string>> = {
  pods: 'Pod',
  services: 'Service',
  namespaces: 'Namespace',
  configmaps: 'ConfigMap',
  events: 'Event',
}

export type KubeMeta = JsonObject & {
  readonly name: string
  readonly namespace?: string
  readonly uid: string
  readonly creationTimestamp: string
  readonly resourceVersion?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly deletionTimestamp?: string
}

/** One Kubernetes object of the core group, as JSON. */
export type KubeObject = JsonObject & {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: KubeMeta
}

/** Its key in the store: `NAMESPACE/NAME`, or `NAME` for what has no namespace. */
export function keyOf(object: KubeObject): string {
  const { namespace, name } = object.metadata
  return namespace === undefined ? name : `${namespace}/${name}`
}

/**
 * Takes a JSON value for a Kubernetes object.
 * @throws Error when kind, name, uid or creationTimestamp is missing.
 */
export function readKubeObject(value: unknown): KubeObject {
  if (!isKubeObject(value)) throw new Error(`not a Kubernetes object: ${JSON.stringify(value).slice(0, 200)}`)
  return value
}

function isKubeObject(value: unknown): value is KubeObject {
  const meta = valueAt(value, 'metadata')
  return (
    isJsonObject(value) &&
    textAt(value, 'kind') !== undefined &&
    ['name', 'uid', 'creationTimestamp'].every((field) => textAt(meta, field) !== undefined)
  )
}

/** A copy with some fields of its status replaced. */
export function withStatus(object: KubeObject, status: JsonObject): KubeObject {
  return { ...object, status: { ...objectAt(object, 'status'), ...status } }
}

/** Labels or annotations as text, from any object. */
export function labelsOf(object: KubeObject): Readonly<Record<string, string>> {
  return object.metadata.labels ?? {}
}
