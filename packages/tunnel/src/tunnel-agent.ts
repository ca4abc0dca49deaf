import { Agent, type ClientRequest, type ClientRequestArgs } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApiServerAccess } from './api-server-access.ts'
import { followRequest } from './exchange-observer.ts'
import { Gate } from './gate.ts'
import { defaultUpgradeMs } from './open-tunnel.ts'
import { upgradeToPortForward } from './port-forward-upgrade.ts'
import { TunnelError } from './tunnel-error.ts'
import { TunnelSocket } from './tunnel-socket.ts'
import { hostOfTarget, targetOfHost, type TunnelTarget } from './tunnel-target.ts'

declare module 'node:http' {
  interface Agent {
    /** Where node:http hands a new request to its agent: not in the documentation, but what every agent relies on. */
    addRequest(request: ClientRequest, options: ClientRequestArgs): void
  }
}

export type TunnelLimits = {
  /** Tunnels to one port of one pod. */
  readonly perPort: number
  /** Idle tunnels kept for one port of one pod. */
  readonly idlePerPort: number
  /** Tunnels of this agent; at the limit the one that is idle longest makes room. */
  readonly total: number
  /** Milliseconds after which an idle tunnel is closed; istiod itself closes after 90 s. */
  readonly idleMs: number
  /** Milliseconds for one upgrade, not counting the wait for its turn. */
  readonly upgradeMs: number
  /** Upgrades that may be under way at once. All agents of the process share one gate by default. */
  readonly upgrades: Gate
  readonly pingEvery?: number
  readonly pongWithin?: number
}

/** API servers are shared with others: this many upgrades at once is enough to open hundreds a second. */
const sharedUpgrades = new Gate(24)

const defaultLimits: TunnelLimits = {
  perPort: 4,
  idlePerPort: 2,
  total: 256,
  idleMs: 45_000,
  upgradeMs: defaultUpgradeMs,
  upgrades: sharedUpgrades,
}

/** How many ended pods are remembered. */
const maxEnded = 1_000

/**
 * Any HTTP client of Node reaches a pod's port through this agent: as host it
 * takes `TunnelAgent.hostFor(target)`, as port the port. It belongs to one
 * ApiServerAccess, so the cluster and the identity are part of every tunnel's
 * key without standing in it.
 */
export class TunnelAgent extends Agent implements Disposable {
  readonly access: ApiServerAccess
  readonly #limits: TunnelLimits
  readonly #room: Gate
  readonly #tunnels = new Map<TunnelSocket, TunnelTarget>()
  /** In the order in which they became idle. */
  readonly #idle = new Set<TunnelSocket>()
  readonly #ended = new Set<string>()
  #disposed = false

  static hostFor(target: Omit<TunnelTarget, 'port'>): string {
    return hostOfTarget(target)
  }

  constructor(access: ApiServerAccess, limits: Partial<TunnelLimits> = {}) {
    const all = { ...defaultLimits, ...limits }
    super({ keepAlive: true, maxSockets: all.perPort, maxFreeSockets: all.idlePerPort, timeout: all.idleMs })
    this.access = access
    this.#limits = all
    this.#room = new Gate(all.total)
  }

  /**
   * Node counts a connection only if it is handed over at once, so this
   * returns a stream that is still connecting, as net.connect does.
   */
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | undefined {
    try {
      return this.#open(targetOfHost(String(options.host), Number(options.port)))
    } catch (error) {
      const failed = new TunnelSocket({
        host: String(options.host),
        port: Number(options.port),
        connect: () => Promise.reject(error instanceof Error ? error : new Error(String(error))),
      })
      if (!callback) return failed
      callback(null, failed)
      return undefined
    }
  }

  override addRequest(request: ClientRequest, options: ClientRequestArgs): void {
    const { observer } = this.access
    const target = observer && knownTarget(options)
    if (target) {
      const { method, path } = request
      followRequest(observer, { kind: 'port', method, path, target }, request)
    }
    super.addRequest(request, options)
  }

  /** Node's types say void; what it returns says whether the socket is kept. */
  override keepSocketAlive(socket: Duplex): boolean | void {
    // Whoever wanted it left before it was open, and nobody else waits for it.
    if (!(socket instanceof TunnelSocket) || socket.connecting) return false
    this.#idle.add(socket)
    return super.keepSocketAlive(socket)
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    if (socket instanceof TunnelSocket) this.#idle.delete(socket)
    super.reuseSocket(socket, request)
  }

  /**
   * Closes a pod's tunnels, because the pod ended, was replaced, or a
   * container restarted. With a uid only that pod's, and none is opened to it
   * again: the API server knows names only and would reach its namesake.
   */
  closePod(namespace: string, pod: string, uid?: string): void {
    if (uid !== undefined) this.#rememberEnded(uid.toLowerCase())
    for (const [tunnel, target] of this.#tunnels) {
      const isMeant = uid === undefined || target.uid === uid.toLowerCase()
      if (!isMeant || target.namespace !== namespace || target.pod !== pod) continue
      if (this.#idle.has(tunnel)) tunnel.destroy()
      else tunnel.destroy(replaced(target))
    }
  }

  /** Closes the idle tunnels of one port, so that the next request opens a new one. */
  closeIdle(target: TunnelTarget): void {
    const host = hostOfTarget(target)
    for (const tunnel of this.#idle)
      if (tunnel.remoteAddress === host && tunnel.remotePort === target.port) tunnel.destroy()
  }

  /** Tunnels that are open or being opened, and how many of them nobody uses right now. */
  stats(): { readonly open: number; readonly idle: number } {
    return { open: this.#tunnels.size, idle: this.#idle.size }
  }

  [Symbol.dispose](): void {
    this.#disposed = true
    this.destroy()
    for (const tunnel of this.#tunnels.keys()) tunnel.destroy()
  }

  #open(target: TunnelTarget): TunnelSocket {
    if (this.#disposed) throw new TunnelError('closed', 'this connection to the cluster was closed')
    if (this.#ended.has(target.uid)) throw replaced(target)
    const { pingEvery, pongWithin } = this.#limits
    let pass: Disposable | undefined
    const tunnel = new TunnelSocket({
      host: hostOfTarget(target),
      port: target.port,
      ...(pingEvery === undefined ? {} : { pingEvery }),
      ...(pongWithin === undefined ? {} : { pongWithin }),
      connect: async (signal) => {
        if (this.#room.full) this.#closeLongestIdle()
        pass = await this.#room.enter(signal)
        return await this.#limits.upgrades.run(signal, () =>
          upgradeToPortForward(this.access, target, { signal, deadlineMs: this.#limits.upgradeMs }),
        )
      },
    })
    this.#tunnels.set(tunnel, target)
    tunnel.once('close', () => {
      pass?.[Symbol.dispose]()
      this.#tunnels.delete(tunnel)
      this.#idle.delete(tunnel)
    })
    return tunnel
  }

  #closeLongestIdle(): void {
    const [longest] = this.#idle
    longest?.destroy()
  }

  #rememberEnded(uid: string): void {
    this.#ended.add(uid)
    const [oldest] = this.#ended
    if (this.#ended.size > maxEnded && oldest !== undefined) this.#ended.delete(oldest)
  }
}

/** Undefined for what is no target: opening it says why, and nothing is sent. */
function knownTarget({ host, port }: ClientRequestArgs): TunnelTarget | undefined {
  try {
    return targetOfHost(String(host), Number(port))
  } catch {
    return undefined
  }
}

function replaced(target: TunnelTarget): TunnelError {
  return new TunnelError(
    'pod-replaced',
    `the pod ${target.namespace}/${target.pod} (uid ${target.uid}) has ended`,
  )
}
