import type { LiveEvent } from '@portolan/contract/live'
import type { LiveStatus } from './live-status.ts'

/**
 * What tabs and the shared worker say to each other. Both ends come from one
 * build (the worker's file name carries its hash), so these are not parsed.
 */
export type TabMessage =
  | { readonly kind: 'hello'; readonly token: string | undefined }
  /** This tab holds a Web Lock of this name for as long as it lives. */
  | { readonly kind: 'lock'; readonly name: string }
  | { readonly kind: 'token'; readonly token: string | undefined }
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  /** The browser says that the network is back, or the tab woke up. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'bye' }

export type HubMessage =
  | { readonly kind: 'event'; readonly event: LiveEvent }
  | { readonly kind: 'status'; readonly status: LiveStatus }
