import { messageAt, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { endpointHealth } from '../endpoints/endpoint-health.ts'
import { endpointRows, rowAddress } from '../endpoints/endpoint-row.ts'
import type { EndpointRow } from '../endpoints/endpoint-row.ts'
import { endpointMetadata, workloadText } from '../endpoints/workload.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Loser, Sentence, TracedHost } from './trace.ts'

export type ChosenHosts = {
  readonly hosts: readonly TracedHost[]
  /** The metadata of the first of them, which says how it wants to be spoken to. */
  readonly metadata: JsonObject | undefined
  readonly because: Sentence
  readonly losers: readonly Loser[]
}

const out: ReadonlySet<string> = new Set(['ejected', 'unhealthy', 'draining'])
/** A priority that has less than so many healthy hosts hands on a part of its load. */
const overprovisioning = 1.4

/**
 * The hosts of a cluster that a request may get to: healthy ones of the first
 * priorities that can bear the load; all of them where so few are healthy that
 * Envoy stops believing it.
 * @see envoy: source/common/upstream/load_balancer_impl.cc
 */
export function chooseHosts(answers: ProxyAnswers, name: string, cluster: JsonObject): ChosenHosts {
  const rows = endpointRows(answers).filter((row) => row.cluster === name)
  const byPriority = Map.groupBy(rows, priorityOf)
  const panic = messageAt(cluster, 'common_lb_config', 'healthy_panic_threshold')
  const threshold = panic === undefined ? 50 : (numberOf(panic, 'value') ?? 0)
  const healthy = rows.filter((row) => !out.has(endpointHealth(row)))
  const share = rows.length === 0 ? 0 : (healthy.length / rows.length) * 100
  const panics = rows.length > 0 && healthy.length < rows.length && share < threshold
  const loaded = panics ? rows : loadedOf(byPriority)
  const [first] = loaded
  return {
    hosts: loaded.map((row) => ({ address: rowAddress(row), workload: workloadText(row) })),
    metadata: first === undefined ? undefined : endpointMetadata(first),
    because: reasonOf(rows, healthy, loaded, panics),
    losers: rows
      .filter((row) => !loaded.includes(row))
      .map((row) => ({ name: rowAddress(row), because: lostOf(row) })),
  }
}

function loadedOf(byPriority: ReadonlyMap<number, readonly EndpointRow[]>): readonly EndpointRow[] {
  const loaded: EndpointRow[] = []
  let left = 100
  for (const [, rows] of [...byPriority].toSorted(([a], [b]) => a - b)) {
    const healthy = rows.filter((row) => !out.has(endpointHealth(row)))
    if (left <= 0) break
    loaded.push(...healthy)
    left -= Math.min(100, (healthy.length / Math.max(rows.length, 1)) * 100 * overprovisioning)
  }
  return loaded
}

function priorityOf({ assigned, host }: EndpointRow): number {
  return numberOf(assigned?.group, 'priority') ?? numberOf(host?.message, 'priority') ?? 0
}

function reasonOf(
  rows: readonly EndpointRow[],
  healthy: readonly EndpointRow[],
  loaded: readonly EndpointRow[],
  panics: boolean,
): Sentence {
  const values = {
    hosts: String(rows.length),
    healthy: String(healthy.length),
    taken: String(loaded.length),
  }
  if (rows.length === 0) return { word: 'trace.no-hosts' }
  if (loaded.length === 0) return { word: 'trace.none-healthy', values }
  if (panics) return { word: 'trace.panic', values }
  return { word: 'trace.hosts', values }
}

function lostOf(row: EndpointRow): Sentence {
  const health = endpointHealth(row)
  return out.has(health)
    ? { word: 'trace.host-out', values: { health } }
    : { word: 'trace.host-priority', values: { priority: String(priorityOf(row)) } }
}

/** Whether a cluster has no hosts of its own and sends to where the connection was meant to go. */
export function goesToOriginal(cluster: JsonObject): boolean {
  return (textOf(cluster, 'type') ?? 'STATIC') === 'ORIGINAL_DST'
}
