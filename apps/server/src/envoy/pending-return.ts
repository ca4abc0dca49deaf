import { randomUUID } from 'node:crypto'
import type { LoggerLevels, LogLevelReturn } from '@portolan/contract/envoy'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { EnvoyTarget } from './envoy-target.ts'

export type ReturnState = LogLevelReturn['state']

/** What a return is made of. */
export type ReturnOrder = {
  readonly session: ClusterSession
  readonly envoy: EnvoyTarget
  /** As it was asked for; `*` for all. */
  readonly logger: string
  readonly level: string
  /** The levels to set back. */
  readonly earlier: LoggerLevels
  readonly afterMilliseconds: number
}

/** One promise to set levels back, from when it was given until it ended. */
export class PendingReturn {
  readonly id = randomUUID()
  readonly order: ReturnOrder
  /** Aborts when there is nothing to wait for any more. */
  readonly waiting = new AbortController()
  readonly #setAt: Date
  #earlier: LoggerLevels
  #state: ReturnState = 'pending'
  #end: Pick<LogLevelReturn, 'endedAt' | 'left' | 'text'> = {}

  constructor(order: ReturnOrder) {
    this.order = order
    this.#earlier = order.earlier
    this.#setAt = order.session.clock.date()
  }

  get state(): ReturnState {
    return this.#state
  }

  get hasEnded(): boolean {
    return this.#state !== 'pending' && this.#state !== 'returning'
  }

  get earlier(): LoggerLevels {
    return this.#earlier
  }

  /** Whether it is about this very process. */
  concerns({ target, container, restarts }: EnvoyTarget): boolean {
    const { envoy } = this.order
    return (
      envoy.target.uid === target.uid &&
      envoy.target.port === target.port &&
      envoy.container === container &&
      envoy.restarts === restarts
    )
  }

  /** These loggers are somebody else's business now; without any left there is nothing to return. */
  letGo(loggers: readonly string[]): void {
    const left = Object.entries(this.#earlier).filter(([name]) => !loggers.includes(name))
    if (left.length === 0) this.end('superseded')
    else this.#earlier = Object.fromEntries(left)
  }

  begin(): void {
    if (!this.hasEnded) this.#state = 'returning'
  }

  /** It did not work this time; it is tried again. */
  postpone(text: string): void {
    if (this.hasEnded) return
    this.#state = 'pending'
    this.#end = { text }
  }

  end(state: Exclude<ReturnState, 'pending' | 'returning'>, more: { left?: string[]; text?: string } = {}) {
    if (this.hasEnded) return
    this.#state = state
    this.#end = { endedAt: this.order.session.clock.date().toISOString(), ...more }
    this.waiting.abort()
  }

  record(): LogLevelReturn {
    const { session, envoy, logger, level, afterMilliseconds } = this.order
    const { namespace, pod: name, uid } = envoy.target
    return {
      id: this.id,
      cluster: session.name,
      identity: session.client.user ?? '',
      pod: { namespace, name },
      uid,
      container: envoy.container,
      restarts: envoy.restarts,
      logger,
      level,
      earlier: { ...this.#earlier },
      setAt: this.#setAt.toISOString(),
      at: new Date(this.#setAt.getTime() + afterMilliseconds).toISOString(),
      state: this.#state,
      ...this.#end,
    }
  }
}
