import type { InsideChange, InsideRecord } from '@portolan/contract/inside-changes'
import type { InsideLook } from '@portolan/contract/inside'
import { compareLooks } from '@portolan/inside/sockets/compare-looks'
import { Gate } from '@portolan/tunnel/gate'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'

/** Commands that may run in one pod at once. */
const execsAtATime = 2
/** Differences that are remembered per pod. */
const longestHistory = 100
/** How long looking goes on while nobody has subscribed yet, in milliseconds. */
const patience = 10_000

/** Makes one look; `gate` is the pod's own. */
export type MakeLook = (gate: Gate, signal: AbortSignal) => Promise<InsideLook>

/**
 * What is known of the inside of one pod as one identity: the latest look, what
 * changed between looks, and the looking that somebody ordered, which ends when
 * nobody listens any more.
 */
export class PodLooks implements Disposable {
  readonly #session: ClusterSession
  readonly #gate = new Gate(execsAtATime)
  readonly #listeners = new Set<() => void>()
  #look: InsideLook | undefined
  #looks = 0
  #underWay = 0
  #history: InsideChange[] = []
  #problem: InsideRecord['problem']
  #keeping: { readonly every: number; readonly stop: AbortController } | undefined

  constructor(session: ClusterSession) {
    this.#session = session
  }

  /** Makes one look and remembers it. @throws what `make` throws */
  async look(make: MakeLook, signal: AbortSignal): Promise<InsideLook> {
    this.#underWay += 1
    this.#tell()
    try {
      const look = await make(this.#gate, signal)
      this.#remember(look)
      return look
    } finally {
      this.#underWay -= 1
      this.#tell()
    }
  }

  /** Looks again and again, `every` so many seconds, until told otherwise or until nobody listens. */
  keep(every: number, make: MakeLook): void {
    this.stop()
    const stop = new AbortController()
    this.#keeping = { every, stop }
    this.#problem = undefined
    this.#tell()
    const signal = AbortSignal.any([stop.signal, this.#session.signal])
    void this.#keepLooking(every, make, signal)
      .catch((error: unknown) => {
        this.#session.reportBug(error, 'looking inside a pod stopped')
        this.#problem = { code: 'internal', text: '' }
      })
      .finally(() => {
        if (this.#keeping?.stop === stop) this.stop()
      })
  }

  /** No further look, and the one under way that nobody asked for by itself is broken off. */
  stop(): void {
    if (this.#keeping === undefined) return
    this.#keeping.stop.abort(new TunnelError('aborted', 'nobody wants to keep looking inside'))
    this.#keeping = undefined
    this.#tell()
  }

  record(): Omit<InsideRecord, 'access'> {
    return {
      ...(this.#look === undefined ? {} : { look: this.#look }),
      looking: this.#underWay > 0,
      ...(this.#keeping === undefined ? {} : { every: this.#keeping.every }),
      history: [...this.#history],
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    }
  }

  state(): { readonly looks: number; readonly looking: boolean; readonly every?: number } {
    const every = this.#keeping?.every
    return {
      looks: this.#looks,
      looking: this.#underWay > 0,
      ...(every === undefined ? {} : { every }),
    }
  }

  /** Whether somebody listens, or a look is under way. */
  get inUse(): boolean {
    return this.#listeners.size > 0 || this.#underWay > 0 || this.#keeping !== undefined
  }

  /** Tells that something is new, until the returned function is called; the last one to go ends the looking. */
  listen(changed: () => void): () => void {
    this.#listeners.add(changed)
    return () => {
      this.#listeners.delete(changed)
      if (this.#listeners.size === 0) this.stop()
    }
  }

  [Symbol.dispose](): void {
    this.stop()
  }

  async #keepLooking(every: number, make: MakeLook, signal: AbortSignal): Promise<void> {
    const { clock } = this.#session
    const began = clock.now()
    while (!signal.aborted) {
      if (this.#listeners.size === 0 && clock.now() - began > patience) return
      const lookBegan = clock.now()
      if (!(await this.#tryLook(make, signal))) return
      await clock.pause(Math.max(every * 1_000 - (clock.now() - lookBegan), 0), signal)
    }
  }

  /** @returns whether another look may find anything */
  async #tryLook(make: MakeLook, signal: AbortSignal): Promise<boolean> {
    try {
      const look = await this.look(make, signal)
      this.#problem = undefined
      return look.containers.some(
        ({ outcome }) =>
          outcome.kind === 'read' || (outcome.reason !== 'forbidden' && outcome.reason !== 'switched-off'),
      )
    } catch (error) {
      if (signal.aborted) return false
      if (!(error instanceof AppError || error instanceof ClusterError || error instanceof TunnelError))
        throw error
      const code = error instanceof TunnelError ? 'tunnel-failed' : error.code
      this.#problem = { code, text: error instanceof TunnelError ? error.text : error.message }
      this.#tell()
      return code !== 'pod-gone'
    }
  }

  #remember(look: InsideLook): void {
    const before = this.#look
    if (before?.pod.uid !== look.pod.uid) this.#history = []
    const change = before === undefined ? undefined : compareLooks(before, look)
    if (change !== undefined) this.#history = [...this.#history, change].slice(-longestHistory)
    this.#look = look
    this.#looks += 1
  }

  #tell(): void {
    for (const changed of this.#listeners) changed()
  }
}
