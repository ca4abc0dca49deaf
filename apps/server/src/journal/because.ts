import { AsyncLocalStorage } from 'node:async_hooks'
import type { AccessNeed } from '@portolan/contract/access'
import type { RequestReason } from '@portolan/contract/journal'

/** Why something is asked, and what it is where neither path nor protocol says so. */
export type Reason = {
  readonly why: RequestReason
  /** The right that an access review asks about. */
  readonly need?: AccessNeed
  /** A question that is not HTTP, in the field's own words. */
  readonly asked?: string
}

const current = new AsyncLocalStorage<Reason>()

/**
 * Runs work whose requests are sent for this reason. It is known to everything
 * that the work awaits, however deep, so no layer has to pass it on. An inner
 * reason adds to the outer one: what it does not say stays as it was. Only what
 * a person ordered stays the reason of all that is read for its sake.
 */
export function because<T>(reason: Partial<Reason>, work: () => T): T {
  const outer = currentReason()
  const why = outer.why === 'snapshot' ? outer.why : (reason.why ?? outer.why)
  return current.run({ ...outer, ...reason, why }, work)
}

/** The reason of whoever asks right now. */
export function currentReason(): Reason {
  return current.getStore() ?? { why: 'unsaid' }
}
