import type { PodRef } from '@portolan/contract/pod-ref'
import { queryClient } from '../../api/query-client.ts'
import { insideQuery, lookInside } from './inside-query.ts'

/** A look that this tab ordered: under way, or how it came to nothing. One that went well leaves no trace here. */
export type LookRun =
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'cancelled' }

/** The looks that this tab ordered, one per pod at a time, shared by all views of a pod. */
class LookRuns {
  readonly #listeners = new Set<() => void>()
  readonly #runs = new Map<string, LookRun>()
  readonly #stops = new Map<string, AbortController>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  of(cluster: string, pod: PodRef): LookRun | undefined {
    return this.#runs.get(keyOf(cluster, pod))
  }

  /** Looks once; while a look is under way, that one counts. */
  async start(cluster: string, pod: PodRef): Promise<void> {
    const key = keyOf(cluster, pod)
    if (this.#stops.has(key)) return
    const stop = new AbortController()
    this.#stops.set(key, stop)
    this.#set(key, { kind: 'running' })
    try {
      await lookInside(cluster, pod, stop.signal)
      await queryClient.invalidateQueries({ queryKey: insideQuery(cluster, pod).queryKey })
      this.#set(key, undefined)
    } catch (error) {
      this.#set(key, stop.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error })
    } finally {
      this.#stops.delete(key)
    }
  }

  /** Breaks the look off: the server ends the commands that it started. */
  cancel(cluster: string, pod: PodRef): void {
    this.#stops.get(keyOf(cluster, pod))?.abort(new Error('the look was cancelled'))
  }

  #set(key: string, run: LookRun | undefined): void {
    if (run === undefined) this.#runs.delete(key)
    else this.#runs.set(key, run)
    for (const listener of this.#listeners) listener()
  }
}

function keyOf(cluster: string, { namespace, name }: PodRef): string {
  return `${namespace}/${name}/${cluster}`
}

export const lookRuns = new LookRuns()
