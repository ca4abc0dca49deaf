import { flagOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { TracedRequest } from './trace.ts'

/** What a listener knows of a connection once its listener filters have looked at the first bytes. */
export type Connection = {
  readonly destination: { readonly ip: string | undefined; readonly port: number }
  readonly sourceIp: string | undefined
  /** '' without TLS, and for TLS that names no server. */
  readonly serverName: string
  readonly transport: 'tls' | 'raw_buffer'
  readonly applicationProtocols: readonly string[]
}

const istioHttp = ['istio-http/1.1', 'istio', 'http/1.1']

/**
 * What the inspectors of a listener find out. Without `tls_inspector` nothing is
 * known of TLS; without `http_inspector` nothing of HTTP in plain text.
 * @see envoy: source/extensions/filters/listener/tls_inspector, http_inspector
 */
export function connectionOf(request: TracedRequest, listener: JsonObject): Connection {
  const { destination, serverName, protocol } = request
  const port = destination.port
  const isTls = serverName !== undefined && inspects(listener, 'tls_inspector', port)
  const offered = request.applicationProtocols ?? usualProtocols(request)
  const sniffed =
    protocol === 'http' && serverName === undefined && inspects(listener, 'http_inspector', port)
  return {
    destination,
    sourceIp: request.source.ip,
    serverName: isTls ? (serverName ?? '').toLowerCase() : '',
    transport: isTls ? 'tls' : 'raw_buffer',
    applicationProtocols: isTls ? offered : sniffed ? ['http/1.1'] : [],
  }
}

/** What a sidecar, or a browser, offers. */
function usualProtocols({ source, protocol }: TracedRequest): readonly string[] {
  if (source.principal !== undefined) return protocol === 'http' ? istioHttp : ['istio']
  return protocol === 'http' ? ['h2', 'http/1.1'] : []
}

function inspects(listener: JsonObject, inspector: string, port: number): boolean {
  return messagesOf(listener, 'listener_filters').some((filter) => {
    const isIt =
      (textOf(filter, 'name') ?? '').endsWith(inspector) ||
      (textOf(messageOf(filter, 'typed_config'), '@type') ?? '').includes(`.${inspector}.`)
    return isIt && !excepts(messageOf(filter, 'filter_disabled'), port)
  })
}

/** `ListenerFilterChainMatchPredicate`: the ports at which a listener filter does not look. */
function excepts(predicate: JsonObject | undefined, port: number): boolean {
  if (predicate === undefined) return false
  const range = messageOf(predicate, 'destination_port_range')
  if (range !== undefined)
    return port >= (numberOf(range, 'start') ?? 0) && port < (numberOf(range, 'end') ?? 0)
  const inverted = messageOf(predicate, 'not_match')
  if (inverted !== undefined) return !excepts(inverted, port)
  const either = messageOf(predicate, 'or_match')
  if (either !== undefined) return messagesOf(either, 'rules').some((rule) => excepts(rule, port))
  const both = messageOf(predicate, 'and_match')
  if (both !== undefined) return messagesOf(both, 'rules').every((rule) => excepts(rule, port))
  return flagOf(predicate, 'any_match')
}
