import { flagOf, messageAt, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** What a listener listens on. An internal one has no socket: other listeners and clusters of the proxy lead to it. */
export type ListenerKind = 'TCP' | 'UDP' | 'unix' | 'internal'

export function listenerKind(listener: JsonObject): ListenerKind {
  if (messageOf(listener, 'internal_listener') !== undefined) return 'internal'
  const address = messageOf(listener, 'address')
  if (messageOf(address, 'envoy_internal_address') !== undefined) return 'internal'
  if (messageOf(address, 'pipe') !== undefined) return 'unix'
  return textOf(messageOf(address, 'socket_address'), 'protocol') === 'UDP' ? 'UDP' : 'TCP'
}

/** Its first address: an IP address, or the path of a socket file; '' for an internal listener. */
export function listenerAddress(listener: JsonObject): string {
  const address = messageOf(listener, 'address')
  return (
    textOf(messageOf(address, 'socket_address'), 'address') ??
    textOf(messageOf(address, 'pipe'), 'path') ??
    ''
  )
}

/** All its addresses; further ones share the port of the first in everything that Istio makes. */
export function listenerAddresses(listener: JsonObject): readonly string[] {
  const more = messagesOf(listener, 'additional_addresses').map(
    (one) => textOf(messageAt(one, 'address', 'socket_address'), 'address') ?? '',
  )
  return [listenerAddress(listener), ...more]
}

/** 0 when it has none. */
export function listenerPort(listener: JsonObject): number {
  return numberOf(messageAt(listener, 'address', 'socket_address'), 'port_value') ?? 0
}

/** The ports of its further addresses that are not that of the first. */
export function furtherPorts(listener: JsonObject): readonly number[] {
  const first = listenerPort(listener)
  return messagesOf(listener, 'additional_addresses')
    .map((one) => numberOf(messageAt(one, 'address', 'socket_address'), 'port_value') ?? 0)
    .filter((port) => port !== first)
}

/**
 * Whether Envoy has a socket of its own for it. A listener that says no gets its
 * connections from one that has (`use_original_dst`), as most of a sidecar do.
 */
export function bindsToPort(listener: JsonObject): boolean {
  return listener['bind_to_port'] !== false && listener['bindToPort'] !== false
}

/** Whether it hands connections on to the listener of the address that they were meant for. */
export function handsOn(listener: JsonObject): boolean {
  return flagOf(listener, 'use_original_dst')
}
