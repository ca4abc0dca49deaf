import { isDeepStrictEqual } from 'node:util'
import type { LiveEvent } from '@portolan/contract/live'
import type { PodObservations } from '@portolan/contract/observation'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodDetail } from '@portolan/contract/pods'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { because } from '../journal/because.ts'
import { PodProber } from '../observe/pod-prober.ts'
import { findPod } from './find-pod.ts'
import { isControlPlane } from './pod-index.ts'
import type { PodChange } from './pod-index.ts'
import { podDetailOf } from './pod-detail.ts'
import { SelfReportFollower } from './self-report-follower.ts'
import { successorOf } from './successor.ts'

/** How often what no watch tells (Services, mesh config, rights) is read again, in milliseconds. */
const rereadEvery = 20_000

/** A pod's chart and what was observed of it. */
export type ObservedPod = { readonly detail: PodDetail; readonly observations: PodObservations }

/**
 * One pod that somebody looks at: its chart, built anew whenever what it hangs
 * on changes, and the prober that asks its ports. Everybody who looks at this
 * pod as this identity shares it; it ends when the last one leaves.
 */
export class PodView implements Disposable {
  readonly #session: ClusterSession
  readonly #ref: PodRef
  readonly #topic: string
  readonly #emit: (event: LiveEvent) => void
  readonly #ending = new AbortController()
  readonly #signal: AbortSignal
  readonly #selfReport: SelfReportFollower
  readonly #stopListening: () => void
  #prober: PodProber | undefined
  #detail: PodDetail | undefined
  /** Why there is no chart, once that has been told. */
  #trouble: LiveEvent | undefined
  #building: Promise<void> | undefined
  #again = false

  constructor(session: ClusterSession, ref: PodRef, topic: string, emit: (event: LiveEvent) => void) {
    this.#session = session
    this.#ref = ref
    this.#topic = topic
    this.#emit = emit
    this.#signal = AbortSignal.any([this.#ending.signal, session.signal])
    this.#selfReport = new SelfReportFollower(session, this.#signal, {
      onChange: () => this.#build(),
      onBug: (error) => this.#fail(error),
    })
    const key = formatPodRef(ref)
    this.#stopListening = session.index.listen({
      changed: (changes) => {
        if (changes.some((change) => formatPodRef(change.ref) === key || this.#isPeer(change))) this.#build()
      },
      watch: () => undefined,
    })
    void this.#keepFresh()
  }

  /** The chart and what is observed; `undefined` until the first chart is built. */
  current(): ObservedPod | undefined {
    if (this.#detail === undefined || this.#prober === undefined) return undefined
    return { detail: this.#detail, observations: this.#prober.current() }
  }

  snapshot(): LiveEvent | undefined {
    const current = this.current()
    return current === undefined ? this.#trouble : { kind: 'pod', topic: this.#topic, ...current }
  }

  [Symbol.dispose](): void {
    this.#ending.abort(new Error('nobody looks at this pod any more'))
    this.#stopListening()
    this.#prober?.stop()
    this.#closeIdleTunnels()
  }

  /** Kept tunnels cost the API server and the node; a page or download that still runs keeps its own. */
  #closeIdleTunnels(): void {
    if (this.#detail === undefined) return
    const { namespace, name: pod, uid } = this.#detail.chart.pod
    for (const { number } of this.#detail.chart.ports) {
      if (number.kind === 'known') this.#session.agent.closeIdle({ namespace, pod, uid, port: number.value })
    }
  }

  async #keepFresh(): Promise<void> {
    while (!this.#signal.aborted) {
      this.#build()
      await this.#session.clock.pause(rereadEvery, this.#signal)
    }
  }

  /** The control plane stands on the chart, too: a restart of istiod must show at once. */
  #isPeer({ ref, pod }: PodChange): boolean {
    if (pod !== undefined) return isControlPlane(pod)
    const gone = formatPodRef(ref)
    const peers = this.#detail?.chart.peers ?? []
    return peers.some(({ pods }) => pods.some((one) => formatPodRef(one.pod) === gone))
  }

  /** At most one building at a time; what comes meanwhile leads to one more. */
  #build(): void {
    if (this.#signal.aborted) return
    if (this.#building !== undefined) {
      this.#again = true
      return
    }
    this.#again = false
    this.#building = because({ why: 'chart' }, () => this.#rebuild())
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#building = undefined
        if (this.#again) this.#build()
      })
  }

  async #rebuild(): Promise<void> {
    const pod = await findPod(this.#session, this.#ref, this.#signal)
    const said = this.#selfReport.of(pod.metadata?.uid ?? '')
    const fresh = await podDetailOf(this.#session, pod, said)
    if (this.#signal.aborted) return
    // No answer to an access review takes back no right.
    const access = fresh.access.length > 0 ? fresh.access : (this.#detail?.access ?? [])
    const detail = { ...fresh, access }
    const changed = !isDeepStrictEqual(detail, this.#detail)
    this.#detail = detail
    this.#trouble = undefined
    this.#prober ??= this.#startProber()
    if (changed) this.#prober.setChart(detail.chart)
    if (changed) this.#emit({ kind: 'pod', topic: this.#topic, detail, observations: this.#prober.current() })
    // The chart without the pod's own word is shown first; with it, it is built again.
    this.#selfReport.setDetail(detail)
  }

  #startProber(): PodProber {
    const { agent, access, client, clock } = this.#session
    const prober = new PodProber({
      agent,
      access,
      clock,
      reviewAccess: () => client.portForwardAccess(this.#ref.namespace, this.#ref.name),
      onChange: (change) => {
        this.#selfReport.observed(change.ports)
        this.#emit({ kind: 'observed', topic: this.#topic, ...change })
      },
    })
    prober.start()
    return prober
  }

  #fail(error: unknown): void {
    if (this.#signal.aborted) return
    const topic = this.#topic
    if (error instanceof AppError && error.code === 'pod-gone') {
      this.#prober?.stop()
      this.#prober = undefined
      const workload = this.#detail?.summary.workload
      this.#detail = undefined
      if (this.#trouble?.kind === 'pod-gone') return
      const replacedBy = successorOf(this.#session.index, this.#ref, workload)
      this.#tell({ kind: 'pod-gone', topic, text: error.detail ?? '', replacedBy })
    } else if (error instanceof ClusterError || error instanceof AppError) {
      // With a chart on the screen, its ports tell of the outage; without one, this is all there is to show.
      if (this.#detail === undefined)
        this.#tell({ kind: 'failed', topic, code: error.code, text: error.message })
    } else {
      this.#session.reportBug(error, 'a pod view failed')
      this.#tell({ kind: 'failed', topic, code: 'internal', text: '' })
    }
  }

  #tell(trouble: LiveEvent): void {
    if (isDeepStrictEqual(trouble, this.#trouble)) return
    this.#trouble = trouble
    this.#emit(trouble)
  }
}
