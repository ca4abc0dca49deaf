import { setImmediate } from 'node:timers/promises'
import type { MatrixRow } from '@portolan/catalog/matrix/matrix-row'
import { PortTable } from '@portolan/catalog/matrix/port-table'
import type { IstiodEndpoints, Sighting } from '@portolan/catalog/matrix/matrix-facts'
import type { MatrixIstiod, MatrixPod, PortMatrix } from '@portolan/contract/matrix'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodSummary } from '@portolan/contract/pods'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { refOf } from '../pods/pod-index.ts'
import type { KeptRows } from './kept-rows.ts'
import { matrixInputs } from './matrix-inputs.ts'

/** So long rows are made before others get their turn, in milliseconds. */
const slice = 20

/** What was seen and said beside the cluster's objects. */
export type MatrixExtras = {
  readonly istiod: MatrixIstiod
  readonly endpoints: IstiodEndpoints | undefined
  readonly sightingsOf: (pod: PodRef, uid: string | undefined) => readonly Sighting[]
  /** What the answer before was made of. */
  readonly kept: KeptRows
}

/**
 * The ports of all pods that are known and have not ended, from what the index and a few lists
 * tell: no tunnel is opened, no pod is asked. Gives way to others while it
 * makes the rows of thousands of pods.
 * @throws the signal's reason
 */
export async function buildMatrix(
  session: ClusterSession,
  { istiod, endpoints, sightingsOf, kept }: MatrixExtras,
  signal: AbortSignal,
): Promise<PortMatrix> {
  const { index, clock } = session
  const pods = [...index.all()].filter((pod) => !hasEnded(pod))
  const inputs = await matrixInputs(session, pods, kept)
  const table = new PortTable()
  const rows: MatrixPod[] = []
  let begun = performance.now()
  for (const pod of pods) {
    const sightings = sightingsOf(refOf(pod), pod.metadata?.uid)
    const row = kept.rowOf(inputs.of(pod), { endpoints, sightings }, table)
    rows.push(presentRow(index.summaryOf(pod), row, table))
    if (performance.now() - begun < slice) continue
    await setImmediate()
    signal.throwIfAborted()
    begun = performance.now()
  }
  return {
    at: clock.date().toISOString(),
    watch: index.watchState(),
    gaps: inputs.gaps,
    istiod,
    ports: table.all(),
    pods: rows.toSorted(byName),
  }
}

function presentRow(
  { namespace, name, kind, variant, workload, status }: PodSummary,
  { ports, seen, deviations }: MatrixRow,
  table: PortTable,
): MatrixPod {
  return {
    namespace,
    name,
    kind,
    ...(variant === undefined ? {} : { variant }),
    workload,
    status,
    ports: ports.map((port) => table.placeOf(port)),
    ...(seen.length === 0 ? {} : { seen: [...seen] }),
    ...(deviations.length === 0 ? {} : { deviations: [...deviations] }),
  }
}

/** Nothing listens in a pod that has ended. */
function hasEnded({ status }: PodObject): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed'
}

function byName(a: MatrixPod, b: MatrixPod): number {
  return a.namespace.localeCompare(b.namespace) || a.name.localeCompare(b.name)
}
