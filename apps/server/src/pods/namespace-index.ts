import type { ObjectMeta, Read } from '@portolan/catalog/chart-inputs'
import type { Clock } from '../clock.ts'
import { namespaceObject } from '../cluster/kube-objects.ts'
import type { KubeMeta } from '../cluster/kube-objects.ts'
import { attempt } from '../cluster/read.ts'
import { reflect } from '../cluster/reflector.ts'
import type { ListAndWatch } from '../cluster/reflector.ts'

/** How often a namespace is read again that may not be watched, in milliseconds. */
const rereadEvery = 60_000

/**
 * Labels of namespaces, which decide whether a pod is meant to be in the mesh:
 * one watch where the identity may list them, else one slow reading of each
 * namespace that the index is about.
 */
export class NamespaceIndex {
  readonly #api: ListAndWatch
  readonly #clock: Clock
  readonly #changed: (namespace: string | undefined) => void
  readonly #known = new Map<string, Read<KubeMeta>>()
  #others: Read<KubeMeta> = { kind: 'unread', reason: 'failed', text: 'Not read yet.' }

  /** @param changed told the name of a namespace whose labels may have changed, or nothing for all of them */
  constructor(api: ListAndWatch, clock: Clock, changed: (namespace: string | undefined) => void) {
    this.#api = api
    this.#clock = clock
    this.#changed = changed
  }

  get(name: string): Read<ObjectMeta> {
    return this.#known.get(name) ?? this.#others
  }

  /** Follows all namespaces; where that is forbidden, the named ones. */
  async followAll(fallback: readonly string[], signal: AbortSignal): Promise<void> {
    const denied = new AbortController()
    await reflect({
      api: this.#api,
      path: '/api/v1/namespaces',
      schema: namespaceObject,
      signal: AbortSignal.any([signal, denied.signal]),
      clock: this.#clock,
      events: {
        replaced: (objects) => {
          this.#known.clear()
          this.#others = { kind: 'unread', reason: 'not-found', text: 'There is no such namespace.' }
          for (const { metadata } of objects) this.#put(metadata)
          this.#changed(undefined)
        },
        upserted: ({ metadata }) => {
          this.#put(metadata)
          this.#changed(metadata?.name)
        },
        removed: ({ metadata }) => {
          this.#known.delete(metadata?.name ?? '')
        },
        state: ({ state, text = '' }) => {
          if (state === 'forbidden') {
            this.#others = { kind: 'unread', reason: 'forbidden', text }
            denied.abort()
          } else if (state === 'failed') {
            this.#others = { kind: 'unread', reason: 'failed', text }
          }
        },
      },
    })
    if (denied.signal.aborted && !signal.aborted) await this.followEach(fallback, signal)
  }

  /** Follows only these namespaces. */
  async followEach(names: readonly string[], signal: AbortSignal): Promise<void> {
    await Promise.all(names.map((name) => this.#follow(name, signal)))
  }

  async #follow(name: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const read = await attempt(this.#api.getJson(`/api/v1/namespaces/${name}`, namespaceObject, { signal }))
      if (signal.aborted) return
      this.#known.set(name, read.kind === 'read' ? { kind: 'read', value: read.value.metadata ?? {} } : read)
      this.#changed(name)
      await this.#clock.pause(rereadEvery, signal)
    }
  }

  #put(metadata: KubeMeta | undefined): void {
    if (metadata?.name !== undefined) this.#known.set(metadata.name, { kind: 'read', value: metadata })
  }
}
