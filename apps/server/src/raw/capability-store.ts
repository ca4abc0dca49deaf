import { randomBytes } from 'node:crypto'
import type { ChartPort } from '@portolan/contract/chart'
import type { PodRef } from '@portolan/contract/pod-ref'

/** How long a capability lives after it was last used, in milliseconds. */
const lifetime = 10 * 60_000
/** Capabilities at once; the one unused for longest makes room. */
const mostAtOnce = 256

/** What one capability opens, and nothing else: GETs on one port of one pod, as one identity. */
export type RawGrant = {
  readonly cluster: string
  /** Whose credentials carry the requests. */
  readonly identity: string
  readonly pod: PodRef
  /** A pod that takes over the name is another pod. */
  readonly uid: string
  /** The port with its endpoints, as the chart had it when the capability was issued. */
  readonly port: ChartPort
}

type Held = { readonly grant: RawGrant; expiresAt: number }

/**
 * Short-lived path segments for original pages. A page in an opaque origin has
 * no cookie and no header, so the path is all its requests can carry; since the
 * page can read its own address, a capability must be worth nothing else.
 */
export class CapabilityStore {
  readonly #now: () => number
  /** In order of last use. */
  readonly #held = new Map<string, Held>()

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  issue(grant: RawGrant): { readonly token: string; readonly expiresAt: Date } {
    const token = randomBytes(32).toString('base64url')
    const expiresAt = this.#now() + lifetime
    this.#held.set(token, { grant, expiresAt })
    for (const [oldest] of this.#held) {
      if (this.#held.size <= mostAtOnce) break
      this.#held.delete(oldest)
    }
    return { token, expiresAt: new Date(expiresAt) }
  }

  /** What the capability opens; its life begins anew. `undefined` when it is unknown or has run out. */
  resolve(token: string): RawGrant | undefined {
    const held = this.#held.get(token)
    if (held === undefined) return undefined
    this.#held.delete(token)
    if (held.expiresAt <= this.#now()) return undefined
    held.expiresAt = this.#now() + lifetime
    this.#held.set(token, held)
    return held.grant
  }
}
