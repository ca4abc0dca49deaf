import { typedMessage } from '../json/any.ts'
import { entriesOf, messageAt, messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * How a connection is secured, in the words of a DestinationRule, `none` for
 * plain text, and `HBONE` for Istio's tunnel, whose outer connection is mutual TLS.
 */
export type TlsMode = 'ISTIO_MUTUAL' | 'MUTUAL' | 'SIMPLE' | 'HBONE' | 'none' | 'other'

/** What a transport socket does; wrappers such as PROXY protocol or tap are looked through. */
export function socketMode(socket: JsonObject | undefined): TlsMode {
  const { type, message } = innerSocket(socket)
  if (type === '' || type.endsWith('.RawBuffer')) return 'none'
  if (type.endsWith('.InternalUpstreamTransport')) return 'HBONE'
  if (!type.endsWith('.UpstreamTlsContext')) return 'other'
  const common = messageOf(message, 'common_tls_context')
  if (textsOf(common, 'alpn_protocols').some((protocol) => protocol.startsWith('istio')))
    return 'ISTIO_MUTUAL'
  const secrets = messagesOf(common, 'tls_certificate_sds_secret_configs')
  if (secrets.some((secret) => textOf(secret, 'name') === 'default')) return 'ISTIO_MUTUAL'
  const certificates = messagesOf(common, 'tls_certificates').length
  return secrets.length + certificates > 0 ? 'MUTUAL' : 'SIMPLE'
}

function innerSocket(socket: JsonObject | undefined): { type: string; message: JsonObject } {
  let inner = socket
  for (let depth = 0; inner !== undefined && depth < 8; depth++) {
    const typed = typedMessage(messageOf(inner, 'typed_config'))
    if (typed === undefined) break
    const { type, message } = typed
    const next = messageOf(message, 'transport_socket')
    if (next === undefined || type.endsWith('.InternalUpstreamTransport')) return { type, message }
    inner = next
  }
  const name = textOf(inner, 'name') ?? ''
  return { type: name === 'envoy.transport_sockets.raw_buffer' ? '' : name, message: {} }
}

/** Every mode that a cluster may take, first the one that is tried first: `ISTIO_MUTUAL / none` is automatic mTLS. */
export function clusterTlsModes(cluster: JsonObject | undefined): readonly TlsMode[] {
  const matches = messagesOf(cluster, 'transport_socket_matches')
  const modes = matches.map((match) => socketMode(messageOf(match, 'transport_socket')))
  const plain = messageOf(cluster, 'transport_socket')
  if (matches.length === 0 || plain !== undefined) modes.push(socketMode(plain))
  return [...new Set(modes)]
}

/** The mode that an endpoint gets. */
export function endpointTlsMode(
  cluster: JsonObject | undefined,
  endpointMetadata: JsonObject | undefined,
): TlsMode | undefined {
  return cluster === undefined ? undefined : socketMode(endpointSocket(cluster, endpointMetadata))
}

/**
 * The transport socket that an endpoint gets: the first match whose every pair
 * stands in the endpoint's metadata, or else the cluster's own.
 * @see envoy: source/common/upstream/transport_socket_match_impl.cc
 */
export function endpointSocket(
  cluster: JsonObject,
  endpointMetadata: JsonObject | undefined,
): JsonObject | undefined {
  const labels = messageAt(endpointMetadata, 'filter_metadata', 'envoy.transport_socket_match')
  const matched = messagesOf(cluster, 'transport_socket_matches').find((match) =>
    entriesOf(match, 'match').every(([name, value]) => labels?.[name] === value),
  )
  return messageOf(matched ?? cluster, 'transport_socket')
}
