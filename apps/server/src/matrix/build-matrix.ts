import { setImmediate } from 'node:timers/promises'
import { matrixFactsOf } from '@portolan/catalog/matrix/facts-of-pod'
import { matrixRow } from '@portolan/catalog/matrix/matrix-row'
import { PortTable } from '@portolan/catalog/matrix/port-table'
import type { IstiodEndpoints, Sighting } from '@portolan/catalog/matrix/matrix-facts'
import type { MatrixIstiod, MatrixPod, PortMatrix } from '@portolan/contract/matrix'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { notRead } from '../cluster/read.ts'
import { refOf } from '../pods/pod-index.ts'
import { matrixInputs } from './matrix-inputs.ts'
import type { MatrixInputs } from './matrix-inputs.ts'

/** So long rows are made before others get their turn, in milliseconds. */
const slice = 20

/** What was seen and said beside the cluster's objects. */
export type MatrixExtras = {
  readonly istiod: MatrixIstiod
  readonly endpoints: IstiodEndpoints | undefined
  readonly sightingsOf: (pod: PodRef, uid: string | undefined) => readonly Sighting[]
}

/**
 * The ports of all pods that are known and have not ended, from what the index and a few lists
 * tell: no tunnel is opened, no pod is asked. Gives way to others while it
 * makes the rows of thousands of pods.
 * @throws the signal's reason
 */
export async function buildMatrix(
  session: ClusterSession,
  { istiod, endpoints, sightingsOf }: MatrixExtras,
  signal: AbortSignal,
): Promise<PortMatrix> {
  const { index, clock } = session
  const pods = [...index.all()].filter((pod) => !hasEnded(pod))
  const inputs = await matrixInputs(session, pods)
  const table = new PortTable()
  const rows: MatrixPod[] = []
  let begun = performance.now()
  for (const pod of pods) {
    const sightings = sightingsOf(refOf(pod), pod.metadata?.uid)
    rows.push(rowOf(session, pod, inputs, table, { endpoints, sightings }))
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

function rowOf(
  { index }: ClusterSession,
  pod: PodObject,
  inputs: MatrixInputs,
  table: PortTable,
  others: { readonly endpoints: IstiodEndpoints | undefined; readonly sightings: readonly Sighting[] },
): MatrixPod {
  const { namespace, name, kind, variant, workload, status } = index.summaryOf(pod)
  const facts = matrixFactsOf(
    {
      pod,
      namespace: index.namespaceOf(namespace),
      services: inputs.servicesOf(namespace),
      meshConfig: inputs.meshConfigOf(pod),
      // Who istiod's pods are changes no port.
      controlPlane: notRead,
      listeners: undefined,
    },
    others,
  )
  const { ports, seen, deviations } = matrixRow(facts)
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
