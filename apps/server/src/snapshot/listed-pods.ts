import type { PodRef } from '@portolan/contract/pod-ref'
import * as z from 'zod/mini'
import { podObject } from '../cluster/kube-objects.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { notRead } from '../cluster/read.ts'
import { isControlPlane, refOf } from '../pods/pod-index.ts'
import { summarizePod } from '../pods/pod-summary.ts'

/** A pod as the recorder needs to know it. */
export type ListedPod = {
  readonly ref: PodRef
  readonly uid: string
  /** Whether anything in it can be asked. */
  readonly running: boolean
  /** Whether any of its containers has ever begun, so that it may have written something. */
  readonly begun: boolean
  /** Whether istiod knows it as a client. */
  readonly isProxy: boolean
  readonly isControlPlane: boolean
}

/** Reads a list of pods as the API server gives it, redacted or not. What is no pod is left out. */
export function listedPods(items: readonly unknown[]): readonly ListedPod[] {
  return items.flatMap((item) => {
    const pod = z.safeParse(podObject, item)
    const uid = pod.data?.metadata?.uid
    return !pod.success || uid === undefined ? [] : [listedPod(pod.data, uid)]
  })
}

/** Kinds whose proxies take their configuration from istiod. */
const proxyKinds: ReadonlySet<string> = new Set(['sidecar', 'gateway', 'waypoint', 'ztunnel', 'proxyless'])

function listedPod(pod: PodObject, uid: string): ListedPod {
  const { kind } = summarizePod(pod, notRead)
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {}
  const statuses = [...containerStatuses, ...initContainerStatuses]
  const running = statuses.some(({ state }) => state?.running !== undefined)
  return {
    ref: refOf(pod),
    uid,
    running,
    begun: statuses.some(
      ({ state, restartCount = 0 }) =>
        state?.running !== undefined || state?.terminated !== undefined || restartCount > 0,
    ),
    isProxy: running && proxyKinds.has(kind),
    isControlPlane: isControlPlane(pod),
  }
}
