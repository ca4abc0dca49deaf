import type { AccessRule, SandboxIdentity } from './api/access-rules.ts'
import type { ApiFaults } from './api/api-faults.ts'
import type { ApiServer } from './api/api-server.ts'
import type { Identities } from './api/identities.ts'
import type { ObjectStore } from './api/object-store.ts'
import type { OpenConnections } from './api/open-connections.ts'

export type ApiSwitchParts = {
  readonly server: ApiServer
  readonly store: ObjectStore
  readonly identities: Identities
  readonly faults: ApiFaults
  /** Tunnels and commands. */
  readonly connections: readonly OpenConnections[]
}

/** Everything that can go wrong with the API server and the way to the nodes. */
export class ApiSwitches {
  readonly #parts: ApiSwitchParts

  constructor(parts: ApiSwitchParts) {
    this.#parts = parts
  }

  /** Connections are refused and all that exist are torn. */
  async down(): Promise<void> {
    await this.#parts.server.close()
  }

  /** Back on the same port. */
  async up(): Promise<void> {
    await this.#parts.server.listen(0)
  }

  /** Every request is answered so much later. */
  slow(milliseconds: number): void {
    this.#parts.faults.delayMilliseconds = milliseconds
  }

  /** Requests are taken and never answered. */
  hang(): void {
    this.#parts.faults.hang()
  }

  /** Each watch event comes so much later. */
  slowWatch(milliseconds: number): void {
    this.#parts.faults.watchDelayMilliseconds = milliseconds
  }

  /** Adds somebody; `sandbox.kubeconfig(name)` is theirs. */
  addUser(identity: SandboxIdentity): void {
    this.#parts.identities.add(identity)
  }

  /** Takes a right away, e.g. `forbid('admin', 'create', 'pods/portforward')`. */
  forbid(user: string, verb: string, resource: string, namespaces?: readonly string[]): void {
    const rule: AccessRule = { verbs: [verb], resources: [resource], ...(namespaces ? { namespaces } : {}) }
    this.#parts.identities.deny(user, rule)
  }

  /** The token of kubeconfigs that were handed out is refused with 401; a new kubeconfig has a new one. */
  expireToken(user: string): void {
    this.#parts.identities.expire(user)
  }

  /**
   * History is compacted: running watches get 410 Expired, and watches from an
   * older version too, as an event of a 200 answer or as the HTTP status.
   */
  gone(how: 'event' | 'http' = 'event'): void {
    this.#parts.faults.goneOverHttp = how === 'http'
    this.#parts.store.compact()
    for (const watch of this.#parts.server.watches) watch.gone()
  }

  /** Tears running watches in the middle of their stream. */
  dropWatches(): void {
    for (const watch of this.#parts.server.watches) watch.tear()
  }

  /** Ends running watches as their timeout would. */
  endWatches(): void {
    for (const watch of this.#parts.server.watches) watch.end()
  }

  /** Tears open tunnels and commands without a close frame. */
  dropTunnels(): void {
    for (const open of this.#parts.connections) open.tear()
  }

  /** Open tunnels and commands stay, and nothing comes through them any more, pongs neither. */
  muteTunnels(): void {
    for (const open of this.#parts.connections) open.mute()
  }

  /** Upgrades are not answered, and open tunnels, which run through the kubelet, stand still. */
  freezeKubelet(): void {
    this.#parts.faults.kubelet = 'frozen'
    for (const open of this.#parts.connections) open.mute()
  }

  /** Upgrades are refused: the API server cannot dial the node. Open tunnels are torn. */
  stopKubelet(): void {
    this.#parts.faults.kubelet = 'down'
    for (const open of this.#parts.connections) open.tear()
  }

  /** Undoes everything but {@link down}, expired tokens and forgotten history. */
  heal(): void {
    this.#parts.faults.heal()
    this.#parts.identities.heal()
    for (const open of this.#parts.connections) open.unmute()
  }
}
