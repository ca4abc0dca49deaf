import { listAt, numberAt, objectAt, textAt, valueAt, type JsonObject } from '../json-value.ts'
import type { KubeObject, ResourceName } from '../kube-object.ts'
import { podStatusOf } from './pod-status.ts'

type Column = {
  readonly name: string
  readonly wide?: true
  readonly cell: (object: KubeObject) => string | number
}

const name: Column = { name: 'Name', cell: (object) => object.metadata.name }
const seen: Column = {
  name: 'Last Seen',
  cell: (event) => ageOf(textAt(event, 'lastTimestamp') ?? event.metadata.creationTimestamp),
}
const age: Column = { name: 'Age', cell: (object) => ageOf(object.metadata.creationTimestamp) }

/** kubectl's columns, which the API server makes and not kubectl. */
const columns: Readonly<Record<ResourceName, readonly Column[]>> = {
  pods: [
    name,
    { name: 'Ready', cell: (pod) => podStatusOf(pod).ready },
    { name: 'Status', cell: (pod) => podStatusOf(pod).status },
    { name: 'Restarts', cell: (pod) => podStatusOf(pod).restarts },
    age,
    { name: 'IP', wide: true, cell: (pod) => textAt(pod, 'status', 'podIP') ?? '<none>' },
    { name: 'Node', wide: true, cell: (pod) => textAt(pod, 'spec', 'nodeName') ?? '<none>' },
    { name: 'Nominated Node', wide: true, cell: () => '<none>' },
    { name: 'Readiness Gates', wide: true, cell: () => '<none>' },
  ],
  services: [
    name,
    { name: 'Type', cell: (service) => textAt(service, 'spec', 'type') ?? 'ClusterIP' },
    { name: 'Cluster-IP', cell: (service) => textAt(service, 'spec', 'clusterIP') ?? 'None' },
    { name: 'External-IP', cell: externalAddress },
    { name: 'Port(s)', cell: servicePorts },
    age,
    { name: 'Selector', wide: true, cell: selectorText },
  ],
  namespaces: [name, { name: 'Status', cell: (space) => textAt(space, 'status', 'phase') ?? 'Active' }, age],
  events: [
    seen,
    { name: 'Type', cell: (event) => textAt(event, 'type') ?? '' },
    { name: 'Reason', cell: (event) => textAt(event, 'reason') ?? '' },
    { name: 'Object', cell: involvedObject },
    { name: 'Message', cell: (event) => (textAt(event, 'message') ?? '').trim() },
    { name: 'Count', wide: true, cell: (event) => numberAt(event, 'count') ?? 1 },
    { name: 'Name', wide: true, cell: (event) => event.metadata.name },
  ],
  configmaps: [name, { name: 'Data', cell: (map) => Object.keys(objectAt(map, 'data')).length }, age],
}

/** A `meta.k8s.io/v1` Table. Events of a watch after the first leave the columns out. */
export function tableOf(
  resource: ResourceName,
  objects: readonly KubeObject[],
  metadata: JsonObject,
  withColumns = true,
): JsonObject {
  const shown = columns[resource]
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withColumns
      ? shown.map((column) => ({
          name: column.name,
          type: column.name === 'Data' ? 'integer' : 'string',
          format: column.name === 'Name' ? 'name' : '',
          description: column.name,
          priority: column.wide ? 1 : 0,
        }))
      : [],
    rows: objects.map((object) => ({
      cells: shown.map((column) => column.cell(object)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  }
}

/** Whether an Accept header wants tables first, as `kubectl get` does. */
export function wantsTable(accept: string | undefined): boolean {
  return (accept ?? '').split(',')[0]?.includes('as=Table') ?? false
}

/** Time since an instant as kubectl shortens it: `8s`, `5m41s`, `3h12m`, `2d`. */
export function ageOf(instant: string, now = Date.now()): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(instant)) / 1000))
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  return days < 8 ? withRest(days, 'd', hours % 24, 'h') : `${days}d`
}

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${restUnit}`
}

function externalAddress(service: KubeObject): string {
  const addresses = listAt(service, 'status', 'loadBalancer', 'ingress').map(
    (one) => textAt(one, 'ip') ?? textAt(one, 'hostname'),
  )
  if (addresses.length > 0) return addresses.join(',')
  return textAt(service, 'spec', 'type') === 'LoadBalancer' ? '<pending>' : '<none>'
}

function involvedObject(event: KubeObject): string {
  const kind = textAt(event, 'involvedObject', 'kind') ?? ''
  return `${kind.toLowerCase()}/${textAt(event, 'involvedObject', 'name') ?? ''}`
}

function servicePorts(service: KubeObject): string {
  const ports = listAt(service, 'spec', 'ports').map((port) => {
    const node = numberAt(port, 'nodePort')
    return `${numberAt(port, 'port') ?? 0}${node ? `:${node}` : ''}/${textAt(port, 'protocol') ?? 'TCP'}`
  })
  return ports.join(',') || '<none>'
}

function selectorText(service: KubeObject): string {
  const selector = objectAt(service, 'spec', 'selector')
  return (
    Object.keys(selector)
      .map((key) => `${key}=${String(valueAt(selector, key))}`)
      .join(',') || '<none>'
  )
}
