import type { JsonObject } from '../json/json.ts'

/** The kinds of resources that a config dump holds. */
export type ResourceKind =
  | 'bootstrap'
  | 'listener'
  | 'route'
  | 'scoped-route'
  | 'cluster'
  | 'endpoints'
  | 'secret'
  | 'extension'

/**
 * Where a resource stands with Envoy. `rejected` is the last configuration that
 * Envoy did not take; beside it the one before may be in use as `active`.
 */
export type ResourceState = 'static' | 'active' | 'warming' | 'draining' | 'rejected'

/** Why and when Envoy did not take an update. */
export type UpdateFailure = {
  readonly details: string
  /** RFC 3339. */
  readonly at: string | undefined
  readonly versionInfo: string | undefined
}

/** One resource as the dump holds it. Everything shown of it is read from `resource` when it is asked for. */
export type DumpEntry = {
  readonly kind: ResourceKind
  readonly state: ResourceState
  /** The resource's own name, as the field of its kind tells it; '' when it has none. */
  readonly name: string
  /** The message itself: `envoy.config.listener.v3.Listener` for a listener, and so on. Empty when Envoy kept only the failure. */
  readonly resource: JsonObject
  readonly versionInfo: string | undefined
  /** RFC 3339. */
  readonly lastUpdated: string | undefined
  readonly failure: UpdateFailure | undefined
  /** `ACKED`, `NACKED`, ... where the dump tells it. */
  readonly clientStatus: string | undefined
  /** Where it stands: in which document that was read, and at which path in it (`configs[3].dynamic_listeners[0].active_state.listener`). */
  readonly document: number
  readonly path: string
}

/** A section of the dump that no reader knows; shown raw. */
export type UnknownSection = { readonly type: string; readonly document: number; readonly path: string }

/** What a proxy said of its configuration, whole or in parts. */
export type ProxyDump = {
  readonly entries: Readonly<Record<ResourceKind, readonly DumpEntry[]>>
  /** The version of the last update per section, where the dump tells it: `cluster`, `listener`. */
  readonly versions: Readonly<Partial<Record<ResourceKind, string>>>
  readonly unknown: readonly UnknownSection[]
}
