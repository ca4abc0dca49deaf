import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * Reads `/listeners` as text, the form of `istioctl bug-report`, into what
 * `/listeners?format=json` would have answered.
 * @throws EnvoyAnswerError when no line is one of that answer
 * @see envoy: source/server/admin/listeners_handler.cc (writeListenersAsText)
 */
export function readListenersText(text: string): JsonObject {
  const listeners = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    // A name may hold an address with :: itself; the address of an IPv6 socket stands in brackets.
    const [, name, address] = /^(.+)::(\[[^\]]*\]:\d+|[^:[\]]+:\d+|[./@][^:]*)$/.exec(line) ?? []
    if (name === undefined || address === undefined) continue
    listeners.set(name, [...(listeners.get(name) ?? []), address])
  }
  if (listeners.size === 0 && text.trim() !== '') {
    throw new EnvoyAnswerError('This is not what Envoy answers to /listeners.')
  }
  return {
    listener_statuses: [...listeners].map(([name, [first = '', ...more]]) => ({
      name,
      local_address: addressOf(first),
      ...(more.length === 0 ? {} : { additional_local_addresses: more.map(addressOf) }),
    })),
  }
}

/** `10.0.0.1:80`, `[fd00::1]:80`, the path of a pipe or the name of an internal listener, as a message. */
export function addressOf(text: string): JsonObject {
  const [, six, four, port] = /^(?:\[([^\]]*)\]|([^:[\]/]+)):(\d{1,5})$/.exec(text) ?? []
  if (port !== undefined) return { socket_address: { address: six ?? four ?? '', port_value: Number(port) } }
  const [, listener, endpoint] = /^envoy:\/\/([^/]*)\/(.*)$/s.exec(text) ?? []
  if (listener !== undefined && endpoint !== undefined) {
    return { envoy_internal_address: { server_listener_name: listener, endpoint_id: endpoint } }
  }
  return { pipe: { path: text } }
}
