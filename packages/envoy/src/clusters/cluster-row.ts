import type { DumpEntry } from '../dump/proxy-dump.ts'
import { listOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'

/** What `/clusters` says of a cluster now, and where it says so. */
export type ClusterStatus = { readonly name: string; readonly message: JsonObject; readonly path: string }

/** One cluster: its configuration from the dump, its hosts from `/clusters`; one of both is always there. */
export type ClusterRow = {
  readonly name: string
  readonly entry: DumpEntry | undefined
  readonly status: ClusterStatus | undefined
}

/**
 * Joins the dump and `/clusters` by name. A status belongs to the cluster in use,
 * not to a warming or refused one of the same name; one that no cluster of the
 * dump has makes a row of its own.
 */
export function clusterRows({ dump, clusters }: ProxyAnswers): readonly ClusterRow[] {
  const waiting = new Map(clusterStatuses(clusters).map((status) => [status.name, status]))
  const rows = dump.entries.cluster.map((entry): ClusterRow => {
    const { name, state } = entry
    const serves = state === 'static' || state === 'active'
    const status = serves ? waiting.get(name) : undefined
    if (status !== undefined) waiting.delete(name)
    return { name, entry, status }
  })
  for (const [name, status] of waiting) rows.push({ name, entry: undefined, status })
  return rows
}

/** @see envoy: api/envoy/admin/v3/clusters.proto */
export function clusterStatuses(clusters: JsonObject | undefined): readonly ClusterStatus[] {
  const statuses: ClusterStatus[] = []
  listOf(clusters, 'cluster_statuses').forEach((message, place) => {
    if (!isObject(message)) return
    const name = textOf(message, 'name')
    if (name !== undefined) statuses.push({ name, message, path: `cluster_statuses[${place}]` })
  })
  return statuses
}
