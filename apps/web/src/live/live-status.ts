import type { Failure } from '../api/api-error.ts'

/** How the stream of live events is doing. `since` is in milliseconds of the epoch. */
export type LiveStatus =
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'online'; readonly since: number }
  /** It broke and is being tried again; `failure` says why, where that is known. */
  | { readonly kind: 'offline'; readonly since: number; readonly failure: Failure | undefined }
