import * as z from 'zod/mini'
import { podRef } from './pod-ref.ts'

/**
 * What istiod and a proxy agree on:
 * - `synced`: the proxy acknowledged everything that was sent
 * - `stale`: something was sent and is not acknowledged yet
 * - `rejected`: the proxy refused what was sent (NACK)
 * - `not-sent`: it subscribed, and nothing was sent so far
 * - `not-connected`: every istiod of its revision answered, and none holds a stream to it
 */
export const syncStates = ['synced', 'stale', 'rejected', 'not-sent', 'not-connected'] as const
export const syncState = z.enum(syncStates)
export type SyncState = z.infer<typeof syncState>

/** One proxy, by the pod that it runs in, as the istiod says that holds its stream. */
export const proxySync = z.object({
  namespace: z.string(),
  name: z.string(),
  state: syncState,
  /** The pod of istiod that said so; none when none holds a stream. */
  istiod: z.optional(z.string()),
  /** Short names of the xDS types that are behind, e.g. `CDS`. */
  types: z.optional(z.array(z.string())),
  /**
   * When the oldest of them was sent; ISO 8601, of istiod's clock. Older releases do not tell.
   * For `not-connected` when the proxy was missed first, of our clock.
   */
  since: z.optional(z.string()),
  /** How many pushes lie between what was sent and what was acknowledged, where both are known. */
  behind: z.optional(z.number()),
  /** The proxy's own words for a refusal. */
  text: z.optional(z.string()),
})
export type ProxySync = z.infer<typeof proxySync>

/** What became of the question to one pod of istiod. */
export const istiodSync = z.object({
  pod: podRef,
  state: z.enum(['asking', 'answered', 'forbidden', 'failed']),
  /** Proxies that it holds a stream to, as it said last. */
  proxies: z.number(),
  /** When it answered last; ISO 8601, of our clock. */
  askedAt: z.optional(z.string()),
  /** Why it did not answer, in the words of whoever said so; for `forbidden`, the missing verb. */
  text: z.optional(z.string()),
})
export type IstiodSync = z.infer<typeof istiodSync>
