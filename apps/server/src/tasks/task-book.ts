import { randomUUID } from 'node:crypto'
import type { Task, TaskKind, TaskResult } from '@portolan/contract/task'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { Log } from '../log.ts'

/** Ended tasks that are kept, so that their result or failure can be read later. */
const mostEnded = 50

export type TaskProgress = { readonly done: number; readonly total?: number; readonly doing?: string }
export type TaskContext = {
  /** Aborts when the task is cancelled or the server stops; the work ends soon after. */
  readonly signal: AbortSignal
  readonly progress: (update: TaskProgress) => void
}
export type TaskOptions = {
  readonly kind: TaskKind
  /** Names for the web's words, e.g. `{ cluster }`. */
  readonly title: Readonly<Record<string, string>>
  /** As whom it works, in words. */
  readonly identity: string
  readonly run: (context: TaskContext) => Promise<TaskResult>
}

type Entry = { task: Task; readonly stop: AbortController; readonly ended: Promise<void> }

/**
 * The long work of one person: started, followed, cancelled, remembered for a
 * while after its end. Like a cluster's session it is never shared between
 * identities. Disposing cancels what runs and waits for it.
 */
export class TaskBook implements AsyncDisposable {
  readonly #log: Log
  readonly #entries = new Map<string, Entry>()
  readonly #listeners = new Set<() => void>()
  #stopping: Error | undefined

  constructor(log: Log) {
    this.#log = log
  }

  /** Starts the work and returns at once. The task's end is told to the listeners. */
  start({ kind, title, identity, run }: TaskOptions): Task {
    const id = randomUUID()
    const startedAt = new Date().toISOString()
    const task: Task = { id, kind, title: { ...title }, identity, startedAt, state: 'running', done: 0 }
    const stop = new AbortController()
    if (this.#stopping) stop.abort(this.#stopping)
    const context: TaskContext = {
      signal: stop.signal,
      progress: (update) => this.#update(id, { total: undefined, doing: undefined, ...update }),
    }
    // A turn later, so that whoever starts it knows its id before anything happens.
    const ended = Promise.resolve()
      .then(() => {
        stop.signal.throwIfAborted()
        return run(context)
      })
      .then(
        (result) => this.#end(id, { state: 'done', result }),
        (error: unknown) => this.#end(id, this.#ending(error, stop.signal)),
      )
    this.#entries.set(id, { task, stop, ended })
    this.#forgetOldest()
    this.#tell()
    return task
  }

  /** Oldest first. */
  list(): readonly Task[] {
    return Array.from(this.#entries.values(), ({ task }) => task)
  }

  get(id: string): Task | undefined {
    return this.#entries.get(id)?.task
  }

  get running(): number {
    return this.list().filter(({ state }) => state === 'running').length
  }

  /**
   * Cancels a task and waits for its end; one that has ended stays as it is.
   * @throws AppError `not-found`
   */
  async cancel(id: string): Promise<Task> {
    const entry = this.#entries.get(id)
    if (entry === undefined)
      throw new AppError({ code: 'not-found', status: 404, detail: 'There is no such task.' })
    entry.stop.abort(new Error('the task was cancelled'))
    await entry.ended
    return this.#entries.get(id)?.task ?? entry.task
  }

  /** Tells of every change from now on, until the returned function is called. */
  listen(changed: () => void): () => void {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const entries = [...this.#entries.values()]
    this.#stopping = new Error('the server is stopping')
    for (const { stop } of entries) stop.abort(this.#stopping)
    await Promise.all(entries.map(({ ended }) => ended))
  }

  #ending(error: unknown, signal: AbortSignal): Pick<Task, 'state' | 'problem'> {
    if (signal.aborted) return { state: 'cancelled' }
    const problem = problemOf(error)
    if (problem !== undefined) return { state: 'failed', problem }
    this.#log.error({ err: error }, 'a task failed')
    return { state: 'failed', problem: { code: 'internal', text: '' } }
  }

  #end(id: string, ending: Pick<Task, 'state' | 'problem' | 'result'>): void {
    this.#update(id, { ...ending, endedAt: new Date().toISOString(), doing: undefined })
  }

  #update(id: string, change: Partial<Task>): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.task.state !== 'running') return
    entry.task = { ...entry.task, ...change }
    this.#tell()
  }

  #forgetOldest(): void {
    const ended = this.list().filter(({ state }) => state !== 'running')
    for (const { id } of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.#entries.delete(id)
  }

  #tell(): void {
    for (const changed of this.#listeners) changed()
  }
}

/** Errors that were made to be shown have a code and words; anything else is a bug, and hidden. */
function problemOf(error: unknown): Task['problem'] {
  if (error instanceof ClusterError || error instanceof AppError)
    return { code: error.code, text: error.message }
  if (!(error instanceof Error && 'code' in error && 'text' in error)) return undefined
  const { code, text } = error
  return typeof code === 'string' && typeof text === 'string' ? { code, text } : undefined
}
