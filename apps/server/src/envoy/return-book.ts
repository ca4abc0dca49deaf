import type { LoggerLevels, LogLevelReturn } from '@portolan/contract/envoy'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import { because } from '../journal/because.ts'
import type { Log } from '../log.ts'
import type { EnvoyTarget } from './envoy-target.ts'
import { giveBack } from './give-back.ts'
import { PendingReturn } from './pending-return.ts'
import type { ReturnOrder } from './pending-return.ts'
import { WaitingLines } from './waiting-lines.ts'

/** Ended returns that are kept, so that what became of them can be read. */
const mostEnded = 50
/** A way that fails is tried so many times, with so many milliseconds between. */
const mostAttempts = 5
const betweenAttempts = 30_000
/** Longest wait behind another change of the same Envoy, in milliseconds. */
const patience = 15_000
/** How long all returns may take together when the server stops, in milliseconds. */
const stopDeadline = 6_000

/**
 * The log levels of one person that will be set back, whether a browser looks or
 * not; like tasks never shared between identities. Disposing sets back what is
 * pending, and says what it could not.
 */
export class ReturnBook implements AsyncDisposable {
  readonly #log: Log
  readonly #tell: (line: string) => void
  readonly #entries = new Map<string, PendingReturn>()
  readonly #lines = new WaitingLines()
  readonly #changes = new Set<Promise<unknown>>()
  #isClosing = false

  /** @param tell a line for whoever started the command */
  constructor(log: Log, tell: (line: string) => void) {
    this.#log = log
    this.#tell = tell
  }

  /** Oldest first. */
  list(): readonly LogLevelReturn[] {
    return Array.from(this.#entries.values(), (one) => one.record())
  }

  /**
   * Changes one Envoy while nobody else here does: its turn among changes and
   * returns of the same one. A server that stops waits for it.
   * @throws AppError when the server is stopping, or others take too long
   */
  async change<T>(order: Pick<ReturnOrder, 'session' | 'envoy'>, work: () => Promise<T>): Promise<T> {
    if (this.#isClosing) {
      throw new AppError({ code: 'forbidden', status: 503, detail: 'Portolan is stopping.' })
    }
    const { session, envoy } = order
    const change = this.#lines.run(
      lineOf(envoy),
      { signal: session.signal, clock: session.clock, patience },
      work,
    )
    this.#changes.add(change)
    try {
      return await change
    } finally {
      this.#changes.delete(change)
    }
  }

  /** The levels that were there before Portolan changed any: what pending returns remember counts, where it is still as they set it. */
  earlierThan(envoy: EnvoyTarget, present: LoggerLevels): LoggerLevels {
    const earlier = { ...present }
    for (const pending of this.#pendingOf(envoy)) {
      for (const [name, level] of Object.entries(pending.earlier)) {
        if (present[name] === pending.order.level) earlier[name] = level
      }
    }
    return Object.fromEntries(Object.entries(earlier).filter(([name]) => name in present))
  }

  /** Promises to set levels back; the clock runs from here. */
  add(order: ReturnOrder): string {
    const pending = new PendingReturn(order)
    this.#entries.set(pending.id, pending)
    this.#forgetOldest()
    void this.#wait(pending)
    return pending.id
  }

  /** Takes a promise back whose change never happened. */
  drop(id: string): void {
    this.#entries.get(id)?.waiting.abort()
    this.#entries.delete(id)
  }

  /** These loggers were set anew: earlier promises about them end. */
  supersede(envoy: EnvoyTarget, loggers: readonly string[], by: string | undefined): void {
    for (const pending of this.#pendingOf(envoy)) if (pending.id !== by) pending.letGo(loggers)
  }

  /** Sets back at once. @throws AppError `not-found` */
  async now(id: string): Promise<LogLevelReturn> {
    const pending = this.#find(id)
    await this.#attempt(pending, pending.order.session.signal)
    return pending.record()
  }

  /** Lets the levels be. @throws AppError `not-found` */
  keep(id: string): LogLevelReturn {
    const pending = this.#find(id)
    if (pending.state === 'pending') pending.end('kept')
    return pending.record()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true
    const deadline = AbortSignal.timeout(stopDeadline)
    const late = new Promise<void>((resolve) => {
      deadline.addEventListener('abort', () => resolve(), { once: true })
    })
    await Promise.race([Promise.allSettled(this.#changes), late])
    const pending = [...this.#entries.values()].filter(({ hasEnded }) => !hasEnded)
    if (pending.length === 0) return
    this.#say('Setting log levels back before Portolan ends (interrupt it again to leave them):', pending)
    await Promise.race([Promise.all(pending.map((one) => this.#attempt(one, deadline))), late])
    const failed = pending.filter(({ hasEnded }) => !hasEnded)
    for (const one of failed) one.end('failed', { text: one.record().text ?? 'There was no time left.' })
    if (failed.length > 0) this.#say('Could not be set back; they stay until somebody does:', failed)
  }

  async #wait(pending: PendingReturn): Promise<void> {
    const { session, afterMilliseconds } = pending.order
    let wait = afterMilliseconds
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      await session.clock.pause(wait, AbortSignal.any([pending.waiting.signal, session.signal]))
      if (pending.hasEnded || pending.waiting.signal.aborted || this.#isClosing) return
      if (session.signal.aborted) return pending.end('failed', { text: 'The cluster was closed.' })
      await this.#attempt(pending, session.signal)
      if (pending.hasEnded) return
      wait = betweenAttempts
    }
    pending.end('failed', { text: pending.record().text ?? '' })
    this.#log.warn(namesOf(pending), 'a log level could not be set back')
  }

  /** Never throws: what goes wrong is kept in words, and leaves the return pending. */
  async #attempt(pending: PendingReturn, signal: AbortSignal): Promise<void> {
    const { session, envoy } = pending.order
    try {
      await this.#lines.run(lineOf(envoy), { signal, clock: session.clock, patience }, async () => {
        // Whoever was before in the line may have done it.
        if (pending.hasEnded) return
        pending.begin()
        await because({ why: 'envoy' }, () => giveBack(pending, signal))
        this.#log.info({ ...namesOf(pending), state: pending.state }, 'the return of a log level ended')
      })
    } catch (error) {
      const known = error instanceof AppError || error instanceof ClusterError || error instanceof TunnelError
      if (!known) session.reportBug(error, 'the return of a log level failed')
      pending.postpone(known ? error.message : 'A fault in Portolan; its log has the details.')
    }
  }

  #pendingOf(envoy: EnvoyTarget): readonly PendingReturn[] {
    return [...this.#entries.values()].filter((one) => !one.hasEnded && one.concerns(envoy))
  }

  #find(id: string): PendingReturn {
    const pending = this.#entries.get(id)
    if (pending !== undefined) return pending
    throw new AppError({ code: 'not-found', status: 404, detail: 'There is no such return of log levels.' })
  }

  #forgetOldest(): void {
    const ended = [...this.#entries.values()].filter(({ hasEnded }) => hasEnded)
    for (const { id } of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.#entries.delete(id)
  }

  #say(heading: string, which: readonly PendingReturn[]): void {
    this.#tell(heading)
    for (const one of which) {
      const { pod, logger, level, text } = one.record()
      const why = text === undefined ? '' : ` (${text})`
      this.#tell(`  ${formatPodRef(pod)}: ${logger === '*' ? 'all loggers' : logger} at ${level}${why}`)
      if (one.hasEnded) this.#tell(`    ${commandFor(one)}`)
      this.#log.warn(namesOf(one), heading)
    }
  }
}

/** What a person can do instead; for all loggers istioctl has no shorter way than the mesh's own level. */
function commandFor(pending: PendingReturn): string {
  const { pod, logger, earlier } = pending.record()
  const how = logger === '*' ? '--reset' : `--level ${logger}:${earlier[logger] ?? 'warning'}`
  return `istioctl proxy-config log ${pod.name}.${pod.namespace} ${how}`
}

function lineOf({ target }: EnvoyTarget): string {
  return `${target.uid}:${target.port}`
}

function namesOf(pending: PendingReturn): Readonly<Record<string, unknown>> {
  const { cluster, pod, logger, level, text } = pending.record()
  return { cluster, ...pod, logger, level, text }
}
