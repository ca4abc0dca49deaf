import type { SyncState } from './use-mesh-trees.ts'

/** Why what istiod and the proxies agree on is not known, at least in part. */
export type SyncUnknown = { readonly kind: 'forbidden' | 'failed'; readonly text: string }

/** `undefined` while all is known, is being asked, or there is no istiod to ask. The first istiod that does not answer speaks for all. */
export function whySyncUnknown(sync: SyncState | undefined): SyncUnknown | undefined {
  for (const { state, text = '' } of sync?.istiods ?? []) {
    if (state === 'forbidden' || state === 'failed') return { kind: state, text }
  }
  return undefined
}
