import { clusterStatuses } from '../clusters/cluster-row.ts'
import type { ClusterStatus } from '../clusters/cluster-row.ts'
import type { DumpEntry, ProxyDump } from '../dump/proxy-dump.ts'
import { listOf, messageOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Place } from '../table/resource-table.ts'
import { addressText, isSameSocket } from './address-text.ts'

/** What the endpoint section of the dump says of a host. */
export type AssignedEndpoint = {
  readonly entry: DumpEntry
  /** `LocalityLbEndpoints`, which holds the locality and the priority, and its place in the assignment. */
  readonly group: JsonObject
  readonly groupPlace: number
  /** `envoy.config.endpoint.v3.LbEndpoint`, and its place in the group. */
  readonly endpoint: JsonObject
  readonly place: number
}

/** What `/clusters` says of a host. */
export type HostStatus = {
  readonly status: ClusterStatus
  readonly message: JsonObject
  readonly place: number
}

/** The configuration of a cluster that is in use, looked up when a cell needs it. */
export type Configurations = (cluster: string) => JsonObject | undefined

/** One host of one cluster. */
export type EndpointRow = {
  readonly cluster: string
  readonly configurations: Configurations
} & (
  | { readonly host: HostStatus; readonly assigned: AssignedEndpoint | undefined }
  | { readonly host: undefined; readonly assigned: AssignedEndpoint }
)

/**
 * Joins the hosts of `/clusters` and the endpoint section of the dump by cluster
 * and address. Either alone is enough; a host that only one of them has, because
 * it came or went in between, is a row too.
 */
export function endpointRows({ dump, clusters }: ProxyAnswers): readonly EndpointRow[] {
  const entries = new Map<string, DumpEntry>()
  for (const entry of dump.entries.endpoints) {
    if (!entries.has(entry.name)) entries.set(entry.name, entry)
  }
  const configurations = configurationsOf(dump)
  const rows: EndpointRow[] = []
  const joined = new Set<DumpEntry>()
  for (const status of clusterStatuses(clusters)) {
    const { name: cluster } = status
    const entry = entryOf(entries, status)
    if (entry !== undefined) joined.add(entry)
    addJoined(
      rows,
      { cluster, configurations },
      hostsOf(status),
      entry === undefined ? [] : assignedTo(entry),
    )
  }
  for (const entry of entries.values()) {
    if (joined.has(entry)) continue
    const { name: cluster } = entry
    for (const assigned of assignedTo(entry))
      rows.push({ cluster, configurations, host: undefined, assigned })
  }
  return rows
}

function configurationsOf(dump: ProxyDump): Configurations {
  let byName: Map<string, JsonObject> | undefined
  return (cluster) => {
    if (byName === undefined) {
      byName = new Map()
      for (const { name, state, resource } of dump.entries.cluster) {
        if (state === 'static' || state === 'active') byName.set(name, resource)
      }
    }
    return byName.get(cluster)
  }
}

/** Envoy calls an assignment by the name that discovery knows, where a cluster has one. */
function entryOf(
  entries: ReadonlyMap<string, DumpEntry>,
  { name, message }: ClusterStatus,
): DumpEntry | undefined {
  const service = textOf(message, 'eds_service_name')
  return (service === undefined ? undefined : entries.get(service)) ?? entries.get(name)
}

/** Both answers mostly have the same hosts in the same order; only otherwise they are looked up. */
function addJoined(
  into: EndpointRow[],
  { cluster, configurations }: Pick<EndpointRow, 'cluster' | 'configurations'>,
  hosts: readonly HostStatus[],
  endpoints: readonly AssignedEndpoint[],
): void {
  if (hosts.length === endpoints.length && hosts.every((host, at) => isSameHost(host, endpoints[at]))) {
    hosts.forEach((host, at) => into.push({ cluster, configurations, host, assigned: endpoints[at] }))
    return
  }
  const unseen = new Map<string, AssignedEndpoint>()
  for (const endpoint of endpoints) unseen.set(endpointAddress(endpoint), endpoint)
  for (const host of hosts) {
    const address = addressText(messageOf(host.message, 'address'))
    into.push({ cluster, configurations, host, assigned: unseen.get(address) })
    unseen.delete(address)
  }
  for (const assigned of unseen.values()) into.push({ cluster, configurations, host: undefined, assigned })
}

function isSameHost({ message }: HostStatus, endpoint: AssignedEndpoint | undefined): boolean {
  return isSameSocket(
    messageOf(message, 'address'),
    messageOf(messageOf(endpoint?.endpoint, 'endpoint'), 'address'),
  )
}

function hostsOf(status: ClusterStatus): readonly HostStatus[] {
  const hosts: HostStatus[] = []
  listOf(status.message, 'host_statuses').forEach((message, place) => {
    if (isObject(message)) hosts.push({ status, message, place })
  })
  return hosts
}

/** @see envoy: api/envoy/config/endpoint/v3/endpoint.proto, ClusterLoadAssignment */
function assignedTo(entry: DumpEntry): readonly AssignedEndpoint[] {
  const assigned: AssignedEndpoint[] = []
  listOf(entry.resource, 'endpoints').forEach((group, groupPlace) => {
    if (!isObject(group)) return
    listOf(group, 'lb_endpoints').forEach((endpoint, place) => {
      if (isObject(endpoint)) assigned.push({ entry, group, groupPlace, endpoint, place })
    })
  })
  return assigned
}

function endpointAddress({ endpoint }: AssignedEndpoint): string {
  return addressText(messageOf(messageOf(endpoint, 'endpoint'), 'address'))
}

/** The address of a host as istioctl prints it. */
export function rowAddress({ host, assigned }: EndpointRow): string {
  return host === undefined ? endpointAddress(assigned) : addressText(messageOf(host.message, 'address'))
}

/** Where a host stands: in `/clusters`, or else in the dump. */
export function rowPlace({ host, assigned }: EndpointRow): Place {
  if (host !== undefined) {
    return { answer: 'clusters', document: 0, path: `${host.status.path}.host_statuses[${host.place}]` }
  }
  const { entry, groupPlace, place } = assigned
  const path = `${entry.path}.endpoints[${groupPlace}].lb_endpoints[${place}]`
  return { answer: 'dump', document: entry.document, path }
}
