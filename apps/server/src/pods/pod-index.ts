import type { ObjectMeta, Read } from '@portolan/catalog/chart-inputs'
import type { PodRef } from '@portolan/contract/pod-ref'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { PodSummary, WatchState } from '@portolan/contract/pods'
import type { Clock } from '../clock.ts'
import { podObject } from '../cluster/kube-objects.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { reflect } from '../cluster/reflector.ts'
import type { ListAndWatch, ReflectorState } from '../cluster/reflector.ts'
import { NamespaceIndex } from './namespace-index.ts'
import { summarizePod } from './pod-summary.ts'

/** A change of the index. `undefined` as the pod means that it is gone. */
export type PodChange = { readonly ref: PodRef; readonly pod: PodObject | undefined }
export type IndexListener = {
  readonly changed: (changes: readonly PodChange[]) => void
  readonly watch: (watch: WatchState) => void
}

/**
 * All pods that this identity may list, kept fresh by one watch per scope: the
 * whole cluster, or the context's namespace where the cluster may not be listed.
 * Starts with {@link start}; ends with its signal.
 */
export class PodIndex {
  readonly #api: ListAndWatch
  readonly #clock: Clock
  readonly #fallback: readonly string[]
  readonly #only: readonly string[] | undefined
  readonly #pods = new Map<string, PodObject>()
  readonly #namespaces: NamespaceIndex
  // A namespace's labels can change what its pods are; their rows are then made anew.
  readonly #summaries = new WeakMap<PodObject, PodSummary>()
  readonly #listeners = new Set<IndexListener>()
  readonly #scopes = new Map<string, ReflectorState>()
  readonly #settled = Promise.withResolvers<void>()
  /** What the API server said to a list of the whole cluster, when it refused one. */
  #narrowed: string | undefined
  #watch: WatchState

  constructor(options: {
    readonly api: ListAndWatch
    readonly clock: Clock
    /** Namespaces to list when the cluster may not be listed. */
    readonly fallback: readonly string[]
    /** Namespaces to restrict the index to; `undefined` for the whole cluster. */
    readonly only: readonly string[] | undefined
  }) {
    this.#api = options.api
    this.#clock = options.clock
    this.#fallback = options.fallback
    this.#only = options.only
    this.#namespaces = new NamespaceIndex(options.api, options.clock, (name) => this.#resummarize(name))
    this.#watch = {
      state: 'connecting',
      since: options.clock.date().toISOString(),
      namespaces: options.only?.slice(),
    }
  }

  /** Runs until the signal aborts. */
  async start(signal: AbortSignal): Promise<void> {
    if (this.#only !== undefined) {
      await Promise.all([
        this.#namespaces.followEach(this.#only, signal),
        this.#reflectEach(this.#only, signal),
      ])
      return
    }
    await Promise.all([this.#namespaces.followAll(this.#fallback, signal), this.#reflectCluster(signal)])
  }

  /** Resolves when the first list is there, or is known not to come. */
  settled(): Promise<void> {
    return this.#settled.promise
  }

  watchState(): WatchState {
    return this.#watch
  }

  get(ref: PodRef): PodObject | undefined {
    return this.#pods.get(formatPodRef(ref))
  }

  /** Pods in no particular order. */
  all(): Iterable<PodObject> {
    return this.#pods.values()
  }

  /** Pods of istiod in one namespace; `undefined` when this index does not hold that namespace. */
  controlPlane(namespace: string): readonly PodObject[] | undefined {
    const { state, namespaces } = this.#watch
    const held = state === 'live' || state === 'stale'
    if (!held || namespaces?.includes(namespace) === false) return undefined
    return Array.from(this.#pods.values()).filter(
      (pod) => pod.metadata?.namespace === namespace && isControlPlane(pod),
    )
  }

  summaries(): PodSummary[] {
    return Array.from(this.#pods.values(), (pod) => this.summaryOf(pod))
  }

  summaryOf(pod: PodObject): PodSummary {
    const known = this.#summaries.get(pod)
    if (known !== undefined) return known
    const summary = summarizePod(pod, this.namespaceOf(pod.metadata?.namespace ?? ''))
    this.#summaries.set(pod, summary)
    return summary
  }

  namespaceOf(name: string): Read<ObjectMeta> {
    return this.#namespaces.get(name)
  }

  /** Tells of every change from now on, until the returned function is called. */
  listen(listener: IndexListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #reflectCluster(signal: AbortSignal): Promise<void> {
    const denied = new AbortController()
    await this.#reflectPods(undefined, AbortSignal.any([signal, denied.signal]), (text) => {
      this.#narrowed = text
      denied.abort()
    })
    if (denied.signal.aborted && !signal.aborted) await this.#reflectEach(this.#fallback, signal)
  }

  async #reflectEach(namespaces: readonly string[], signal: AbortSignal): Promise<void> {
    this.#scopes.clear()
    this.#setWatch({ state: 'connecting' }, namespaces)
    await Promise.all(namespaces.map((namespace) => this.#reflectPods(namespace, signal)))
  }

  async #reflectPods(
    namespace: string | undefined,
    signal: AbortSignal,
    onForbidden?: (text: string | undefined) => void,
  ): Promise<void> {
    const scope = namespace ?? ''
    const inScope = (ref: PodRef) => namespace === undefined || ref.namespace === namespace
    await reflect({
      api: this.#api,
      path: namespace === undefined ? '/api/v1/pods' : `/api/v1/namespaces/${namespace}/pods`,
      schema: podObject,
      signal,
      clock: this.#clock,
      events: {
        replaced: (pods) => {
          this.#replace(pods, inScope)
          this.#scopes.set(scope, { state: 'live' })
          this.#settle(namespace)
        },
        upserted: (pod) => this.#apply([{ ref: refOf(pod), pod }]),
        removed: (pod) => this.#apply([{ ref: refOf(pod), pod: undefined }]),
        state: (state) => {
          if (state.state === 'forbidden' && onForbidden !== undefined) {
            onForbidden(state.text)
            return
          }
          this.#scopes.set(scope, state)
          this.#settle(namespace)
        },
      },
    })
  }

  /** The state of the whole is that of its worst scope; it is settled when every scope has said something. */
  #settle(namespace: string | undefined): void {
    const scopes = namespace === undefined ? undefined : (this.#only ?? this.#fallback)
    if (scopes !== undefined && this.#scopes.size < scopes.length) return
    const worst = (['failed', 'stale', 'forbidden'] as const)
      .map((state) => [...this.#scopes.values()].find((scope) => scope.state === state))
      .find((found) => found !== undefined)
    // Live, but not what was asked for: the refusal says why these namespaces are all there is.
    this.#setWatch(
      worst ?? { state: 'live', ...(this.#narrowed === undefined ? {} : { text: this.#narrowed }) },
      scopes,
    )
    this.#settled.resolve()
  }

  #setWatch({ state, text }: ReflectorState, namespaces: readonly string[] | undefined): void {
    if (this.#watch.state === state && this.#watch.text === text) return
    const since = this.#watch.state === state ? this.#watch.since : this.#clock.date().toISOString()
    this.#watch = { state, since, text, namespaces: namespaces?.slice() }
    for (const listener of this.#listeners) listener.watch(this.#watch)
  }

  #replace(pods: readonly PodObject[], inScope: (ref: PodRef) => boolean): void {
    const incoming = new Set(pods.map((pod) => formatPodRef(refOf(pod))))
    const gone = Array.from(this.#pods.values(), refOf).filter(
      (ref) => inScope(ref) && !incoming.has(formatPodRef(ref)),
    )
    const news = pods.filter(
      (pod) => this.get(refOf(pod))?.metadata?.resourceVersion !== pod.metadata?.resourceVersion,
    )
    this.#apply([
      ...gone.map((ref) => ({ ref, pod: undefined })),
      ...news.map((pod) => ({ ref: refOf(pod), pod })),
    ])
  }

  #apply(changes: readonly PodChange[]): void {
    if (changes.length === 0) return
    for (const { ref, pod } of changes) {
      if (pod === undefined) this.#pods.delete(formatPodRef(ref))
      else this.#pods.set(formatPodRef(ref), pod)
    }
    for (const listener of this.#listeners) listener.changed(changes)
  }

  /** Labels changed: pods of that namespace (or of all) may be something else now. */
  #resummarize(namespace: string | undefined): void {
    const changes: PodChange[] = []
    for (const pod of this.#pods.values()) {
      if (namespace !== undefined && pod.metadata?.namespace !== namespace) continue
      const before = this.#summaries.get(pod)
      this.#summaries.delete(pod)
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(this.summaryOf(pod))) {
        changes.push({ ref: refOf(pod), pod })
      }
    }
    this.#apply(changes)
  }
}

/** By the label that every release of istiod's chart sets. */
export function isControlPlane(pod: PodObject): boolean {
  return pod.metadata?.labels?.['app'] === 'istiod'
}

/** Which pod an object is. */
export function refOf(pod: PodObject): PodRef {
  return { namespace: pod.metadata?.namespace ?? '', name: pod.metadata?.name ?? '' }
}
