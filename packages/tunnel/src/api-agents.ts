import http from 'node:http'
import https from 'node:https'
import { ProxyAgent } from 'proxy-agent'
import type { ApiCredentials } from './api-credentials.ts'

/** An idle connection to the API server is kept this long, in milliseconds; load balancers drop them after a minute. */
const idleMilliseconds = 30_000
const maxIdle = 4

/**
 * The connections to one API server. The pool belongs to the key material it
 * was made with: Node prefers an agent's pooled connections over a request's
 * new certificate, so a rotated certificate needs a new pool.
 */
export class ApiAgents {
  readonly #secure: boolean
  readonly #proxy: string | undefined
  #current: { readonly materialHash: string; readonly agent: http.Agent } | undefined
  readonly #all = new Set<http.Agent>()

  constructor(server: URL, proxy: string | undefined) {
    this.#secure = server.protocol === 'https:'
    this.#proxy = proxy
  }

  agentFor(credentials: ApiCredentials): http.Agent {
    if (this.#current?.materialHash === credentials.materialHash) return this.#current.agent
    if (this.#current) this.#retire(this.#current.agent)
    const agent = this.#create()
    this.#current = { materialHash: credentials.materialHash, agent }
    this.#all.add(agent)
    return agent
  }

  /** Closes every connection, busy ones too. */
  destroy(): void {
    for (const agent of this.#all) agent.destroy()
    this.#all.clear()
    this.#current = undefined
  }

  #create(): http.Agent {
    const pool = { keepAlive: true, maxFreeSockets: maxIdle, timeout: idleMilliseconds }
    const proxy = this.#proxy
    if (proxy !== undefined) return new ProxyAgent({ ...pool, getProxyForUrl: () => proxy })
    return this.#secure ? new https.Agent(pool) : new http.Agent(pool)
  }

  /** Watches and downloads on the old certificate run on; nothing new starts there. */
  #retire(agent: http.Agent): void {
    agent.maxFreeSockets = 0
    for (const sockets of Object.values(agent.freeSockets))
      for (const socket of sockets ?? []) socket.destroy()
    for (const known of this.#all)
      if (known.maxFreeSockets === 0 && Object.keys(known.sockets).length === 0) this.#all.delete(known)
  }
}
