import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import type { Session, SessionMode } from '@portolan/contract/session'
import type { KubeConfig } from '@kubernetes/client-node'
import type { ExchangeObserver } from '@portolan/tunnel/exchange-observer'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { RequestJournal } from '../journal/request-journal.ts'
import { configForContext } from './choose-context.ts'
import { ClusterSession } from './cluster-session.ts'
import type { Impersonation } from './kubeconfig-file.ts'
import type { Kubeconfig } from './load-kubeconfig.ts'

/** Contexts that came together, and what ends with them. */
export type ClusterAddition = {
  readonly kubeconfig: Kubeconfig
  readonly mode: SessionMode
  /** The one to open first; the kubeconfig's own current context when left out. */
  readonly current?: string
  /** Look at these namespaces only; all of them when empty. */
  readonly namespaces?: readonly string[]
  /** Whom to act as; stands before what the kubeconfig says. */
  readonly impersonate?: Impersonation | undefined
  /** What runs for these clusters alone, e.g. the sandbox that plays a recording. */
  readonly owned?: AsyncDisposable
}

/**
 * All clusters that can be looked at: contexts of the kubeconfig, and recordings
 * that were opened. A session is made when one is first asked for.
 */
export class Clusters implements AsyncDisposable {
  /** What is sent on behalf of whoever these clusters were opened for. */
  readonly journal = new RequestJournal()
  readonly #clock: Clock
  readonly #log: Log
  readonly #additions = new Set<ClusterAddition>()
  readonly #sessions = new Map<string, ClusterSession>()
  readonly #listeners = new Set<(names: readonly string[]) => void>()
  #current: string | undefined

  constructor(options: { readonly clock: Clock; readonly log: Log }) {
    this.#clock = options.clock
    this.#log = options.log
  }

  /** The cluster that a browser opens first. */
  get current(): string | undefined {
    return this.#current
  }

  /**
   * Adds all contexts of a kubeconfig. The first addition's current context is
   * the one that browsers open first.
   * @returns their names
   * @throws Error when a name is taken: ask `freeName` first
   */
  add(addition: ClusterAddition): readonly string[] {
    const names = addition.kubeconfig.config.contexts.map(({ name }) => name)
    const taken = names.find((name) => this.has(name))
    if (taken !== undefined) throw new Error(`there is a cluster ${taken} already`)
    this.#additions.add(addition)
    this.#current ??= addition.current ?? (addition.kubeconfig.config.currentContext || names[0])
    this.#changed(names)
    return names
  }

  /** The name, or the name with a number behind it when it is taken. */
  freeName(wanted: string): string {
    let name = wanted
    for (let number = 2; this.has(name); number += 1) name = `${wanted} ${number}`
    return name
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined
  }

  list(): Session['clusters'] {
    return Array.from(this.#additions).flatMap(({ kubeconfig: { config }, mode }) =>
      config.contexts.map(({ name, cluster }) => ({
        name,
        server: config.getCluster(cluster)?.server ?? '',
        current: name === this.#current,
        mode,
      })),
    )
  }

  /** @throws AppError `cluster-unknown` */
  modeOf(name: string): SessionMode {
    return (this.#find(name) ?? unknown()).mode
  }

  /** @throws AppError `cluster-unknown` */
  get(name: string): ClusterSession {
    const opened = this.#sessions.get(name)
    if (opened !== undefined) return opened
    const { kubeconfig, namespaces = [], impersonate } = this.#find(name) ?? unknown()
    const { config, impersonations } = kubeconfig
    const context = config.getContextObject(name) ?? unknown()
    const cluster = config.getCluster(context.cluster) ?? unknown()
    const actAs = impersonate ?? impersonations.get(context.user)
    const session: ClusterSession = new ClusterSession({
      name,
      server: cluster.server,
      access: accessTo(
        configForContext(config, name),
        actAs,
        this.journal.observer({
          cluster: name,
          identity: () => session.client.user ?? actAs?.user ?? context.user,
        }),
      ),
      fallback: [context.namespace || 'default'],
      only: namespaces.length === 0 ? undefined : namespaces,
      clock: this.#clock,
      log: this.#log,
    })
    this.#sessions.set(name, session)
    return session
  }

  /** Sessions that were opened. */
  opened(): Iterable<ClusterSession> {
    return this.#sessions.values()
  }

  /**
   * Removes the cluster, and those that came with it: their sessions end, and
   * what runs for them.
   * @throws AppError `cluster-unknown`
   */
  async remove(name: string): Promise<void> {
    const addition = this.#find(name) ?? unknown()
    this.#additions.delete(addition)
    const names = addition.kubeconfig.config.contexts.map((context) => context.name)
    if (this.#current !== undefined && names.includes(this.#current)) this.#current = this.list()[0]?.name
    await this.#end(names, addition)
  }

  /** Tells which clusters came or went. @returns ends the listening */
  listen(listener: (names: readonly string[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const additions = [...this.#additions]
    this.#additions.clear()
    await Promise.all(
      additions.map((addition) =>
        this.#end(
          addition.kubeconfig.config.contexts.map(({ name }) => name),
          addition,
        ),
      ),
    )
  }

  /** Sessions first: they still talk to what is owned. */
  async #end(names: readonly string[], { owned }: ClusterAddition): Promise<void> {
    const sessions = names.flatMap((name) => this.#sessions.get(name) ?? [])
    for (const name of names) this.#sessions.delete(name)
    this.#changed(names)
    await Promise.all(sessions.map((session) => session[Symbol.asyncDispose]()))
    await owned?.[Symbol.asyncDispose]()
  }

  #find(name: string): ClusterAddition | undefined {
    for (const addition of this.#additions) {
      if (addition.kubeconfig.config.getContextObject(name)) return addition
    }
    return undefined
  }

  #changed(names: readonly string[]): void {
    for (const listener of this.#listeners) listener(names)
  }
}

function unknown(): never {
  throw new AppError({
    code: 'cluster-unknown',
    status: 404,
    detail: 'There is no such context in the kubeconfig, and no such recording is open.',
  })
}

/** @throws AppError when the context cannot be used at all */
function accessTo(
  config: KubeConfig,
  impersonate: Impersonation | undefined,
  observer: ExchangeObserver,
): ApiServerAccess {
  try {
    return new ApiServerAccess(config, impersonate === undefined ? { observer } : { impersonate, observer })
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error
    throw new AppError({ code: 'credentials-failed', status: 502, detail: error.text, cause: error })
  }
}
