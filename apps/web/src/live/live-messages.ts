import type { LiveEvent } from '@portolan/contract/live'
import type { LiveStatus } from './live-status.ts'

/**
 * What tabs and the shared worker say to each other. Both ends come from one
 * build (the worker's file name carries its hash), so these are not parsed.
 */
export type TabMessage =
  /** `lock` is a Web Lock that this tab holds while it lives. */
  | { readonly kind: 'hello'; readonly token: string | undefined; readonly lock: string | undefined }
  | { readonly kind: 'token'; readonly token: string | undefined }
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  /** The browser says that the network is back, or the tab woke up. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'bye' }

export type HubMessage =
  | { readonly kind: 'event'; readonly event: LiveEvent }
  | { readonly kind: 'status'; readonly status: LiveStatus }
