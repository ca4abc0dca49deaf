import { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import type { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import type { WatchState } from '@portolan/contract/pods'
import type { ClusterInfo } from '@portolan/contract/session'
import type { Clock } from '../clock.ts'
import { because } from '../journal/because.ts'
import type { Log } from '../log.ts'
import { PodIndex } from '../pods/pod-index.ts'
import { ReportedVersions } from '../pods/reported-version.ts'
import { ClusterClient } from './cluster-client.ts'
import { asProblem, ClusterError } from './cluster-error.ts'

/**
 * One cluster as one identity, with everything that belongs to the two: calls,
 * index, tunnels. Nothing of it is ever reached by another identity.
 */
export class ClusterSession implements AsyncDisposable {
  readonly name: string
  readonly server: string
  readonly client: ClusterClient
  readonly access: ApiServerAccess
  readonly agent: TunnelAgent
  readonly versions: ReportedVersions
  readonly clock: Clock
  readonly #index: PodIndex
  readonly #log: Log
  readonly #ending = new AbortController()
  #running: Promise<void> | undefined

  constructor(options: {
    readonly name: string
    readonly server: string
    readonly access: ApiServerAccess
    readonly fallback: readonly string[]
    readonly only: readonly string[] | undefined
    readonly clock: Clock
    readonly log: Log
  }) {
    const { name, server, access, fallback, only, clock, log } = options
    this.name = name
    this.server = server
    this.access = access
    this.clock = clock
    this.client = new ClusterClient(access, clock)
    this.agent = new TunnelAgent(access)
    this.versions = new ReportedVersions(this.agent, this.#ending.signal)
    this.#log = log
    this.#index = new PodIndex({ api: this.client, clock, fallback, only })
    this.#index.listen({ changed: () => undefined, watch: (watch) => this.#logWatch(watch) })
  }

  /** Aborts when the session ends. */
  get signal(): AbortSignal {
    return this.#ending.signal
  }

  /** The pods; asking for them starts the watch. */
  get index(): PodIndex {
    this.#running ??= because({ why: 'explorer' }, () => this.#index.start(this.#ending.signal)).catch(
      (error: unknown) => {
        this.reportBug(error, 'the pod index stopped')
      },
    )
    return this.#index
  }

  /** Writes down what should never happen, where nobody is there to be told. */
  reportBug(error: unknown, what: string): void {
    this.#log.error({ cluster: this.name, err: error }, what)
  }

  /** Identity and version as the API server says, or why it did not. */
  async info(): Promise<ClusterInfo> {
    const [version, identity] = await because({ why: 'session' }, () =>
      Promise.allSettled([this.client.version(), this.client.identity()]),
    )
    // Before Kubernetes 1.28 nobody says who we are, which is no failure.
    const failed = [version, identity].find(
      (result) => result.status === 'rejected' && !isNotFound(result.reason),
    )
    return {
      name: this.name,
      server: this.server,
      user: identity.status === 'fulfilled' ? identity.value.user : undefined,
      groups: identity.status === 'fulfilled' ? [...identity.value.groups] : [],
      kubernetesVersion: version.status === 'fulfilled' ? version.value.gitVersion : undefined,
      problem: failed?.status === 'rejected' ? asProblem(failed.reason) : undefined,
    }
  }

  #logWatch({ state, text, namespaces }: WatchState): void {
    const where = { cluster: this.name, namespaces, text }
    if (state === 'live') this.#log.info(where, 'the list of pods is live')
    else if (state === 'forbidden') {
      this.#log.warn(
        where,
        'the pods may not be listed; name the namespaces that you may read with --namespace',
      )
    } else if (state !== 'connecting') this.#log.warn(where, `the list of pods is ${state}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort(new Error('the session ended'))
    this.agent[Symbol.dispose]()
    await this.#running
    this.access[Symbol.dispose]()
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof ClusterError && error.code === 'not-found'
}
