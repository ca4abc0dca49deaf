import type { RecordedMoment } from '@portolan/recording/manifest'
import type { MeshObjects } from './mesh.ts'

/** A moment is shown as long as it took until the next one began, within what keeps a demo lively, ms. */
const shortest = 5_000
const longest = 20_000

/** What is being shown: the moment's number, and when that was. */
export type ShownMoment = { readonly index: number; readonly startedAt: string; readonly endedAt: string }

type Listener = (shown: ShownMoment, objects: MeshObjects) => Promise<void> | void

/**
 * Goes through the moments of a recording, in their order and once, and holds
 * the last. It does not begin again: counters would fall and uptimes shrink,
 * which everybody who reads them takes for a restarted Envoy. What stands still
 * at the end is what it looks like, a recording that is over.
 */
export class Playback {
  readonly moments: readonly RecordedMoment[]
  /** The objects of the first moment. */
  readonly first: MeshObjects
  readonly #objectsAt: (moment: number) => Promise<MeshObjects>
  readonly #listeners = new Set<Listener>()
  #index = 0
  #timer: NodeJS.Timeout | undefined

  /** @param objectsAt the cluster's objects at a moment */
  constructor(
    moments: readonly RecordedMoment[],
    first: MeshObjects,
    objectsAt: (moment: number) => Promise<MeshObjects>,
  ) {
    this.moments = moments
    this.first = first
    this.#objectsAt = objectsAt
  }

  /** The number of the moment that is shown. */
  get index(): number {
    return this.#index
  }

  get shown(): ShownMoment {
    const { startedAt = '', endedAt = '' } = this.moments[this.#index] ?? {}
    return { index: this.#index, startedAt, endedAt }
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Lets the clock run from the moment that is shown. */
  start(): void {
    this.stop()
    const next = this.#index + 1
    if (next >= this.moments.length) return
    // A moment that cannot be read leaves the one before it on show, and ends the playing.
    this.#timer = setTimeout(
      () =>
        void this.show(next).then(
          () => this.start(),
          () => this.stop(),
        ),
      this.#patience(),
    )
    this.#timer.unref()
  }

  /** Keeps the moment that is shown. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /**
   * Shows another moment now. Objects change first, then what listens in the pods.
   * @throws RecordingError when the moment cannot be read; then the one before it stays
   */
  async show(index: number): Promise<void> {
    if (this.moments[index] === undefined) throw new Error(`there is no moment ${index} in this recording`)
    const objects = await this.#objectsAt(index)
    this.#index = index
    for (const listener of this.#listeners) await listener(this.shown, objects)
  }

  #patience(): number {
    const began = Date.parse(this.moments[this.#index]?.startedAt ?? '')
    const next = Date.parse(this.moments[this.#index + 1]?.startedAt ?? '')
    return Math.min(Math.max(next - began || 0, shortest), longest)
  }
}
