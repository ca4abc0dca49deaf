import type { PodRef } from '@portolan/contract/pod-ref'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'

/** How long to wait for the first list before the pod is asked for by itself, in milliseconds. */
const listPatience = 1_500

/**
 * The pod as the index knows it, else as the API server says when asked for it
 * alone: the index may not be there yet, be stale, or not cover its namespace.
 * @throws AppError `pod-gone`; ClusterError
 */
export async function findPod(session: ClusterSession, ref: PodRef, signal: AbortSignal): Promise<PodObject> {
  const { index, client, clock } = session
  if (index.watchState().state === 'connecting') {
    const enough = new AbortController()
    await Promise.race([index.settled(), clock.pause(listPatience, AbortSignal.any([signal, enough.signal]))])
    enough.abort()
  }
  const listed = index.get(ref)
  if (listed !== undefined) return listed
  try {
    return await client.pod(ref.namespace, ref.name, signal)
  } catch (error) {
    if (!(error instanceof ClusterError) || error.code !== 'not-found') throw error
    throw new AppError({
      code: 'pod-gone',
      status: 404,
      detail: `There is no pod ${ref.name} in ${ref.namespace}. It may have been deleted or replaced.`,
      cause: error,
    })
  }
}
