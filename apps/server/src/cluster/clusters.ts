import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import type { Session } from '@portolan/contract/session'
import type { KubeConfig } from '@kubernetes/client-node'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { configForContext } from './choose-context.ts'
import { ClusterSession } from './cluster-session.ts'
import type { Impersonation } from './kubeconfig-file.ts'
import type { Kubeconfig } from './load-kubeconfig.ts'

/** All contexts of the kubeconfig; a session is made when one is first asked for. */
export class Clusters implements AsyncDisposable {
  readonly current: string
  readonly #kubeconfig: Kubeconfig
  readonly #only: readonly string[] | undefined
  readonly #impersonate: Impersonation | undefined
  readonly #clock: Clock
  readonly #log: Log
  readonly #sessions = new Map<string, ClusterSession>()

  /** @param options.impersonate whom to act as; stands before what the kubeconfig says */
  constructor(options: {
    readonly kubeconfig: Kubeconfig
    readonly current: string
    readonly namespaces: readonly string[]
    readonly impersonate: Impersonation | undefined
    readonly clock: Clock
    readonly log: Log
  }) {
    this.current = options.current
    this.#kubeconfig = options.kubeconfig
    this.#only = options.namespaces.length === 0 ? undefined : options.namespaces
    this.#impersonate = options.impersonate
    this.#clock = options.clock
    this.#log = options.log
  }

  list(): Session['clusters'] {
    const { config } = this.#kubeconfig
    return config.contexts.map(({ name, cluster }) => ({
      name,
      server: config.getCluster(cluster)?.server ?? '',
      current: name === this.current,
    }))
  }

  /** @throws AppError `cluster-unknown` */
  get(name: string): ClusterSession {
    const known = this.#sessions.get(name)
    if (known !== undefined) return known
    const { config, impersonations } = this.#kubeconfig
    const context = config.getContextObject(name)
    const cluster = context === null ? null : config.getCluster(context.cluster)
    if (!context || !cluster) {
      throw new AppError({
        code: 'cluster-unknown',
        status: 404,
        detail: 'There is no such context in the kubeconfig.',
      })
    }
    const impersonate = this.#impersonate ?? impersonations.get(context.user)
    const session = new ClusterSession({
      name,
      server: cluster.server,
      access: accessTo(configForContext(config, name), impersonate),
      fallback: [context.namespace || 'default'],
      only: this.#only,
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

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(Array.from(this.#sessions.values(), (session) => session[Symbol.asyncDispose]()))
    this.#sessions.clear()
  }
}

/** @throws AppError when the context cannot be used at all */
function accessTo(config: KubeConfig, impersonate: Impersonation | undefined): ApiServerAccess {
  try {
    return new ApiServerAccess(config, impersonate === undefined ? {} : { impersonate })
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error
    throw new AppError({ code: 'credentials-failed', status: 502, detail: error.text, cause: error })
  }
}
