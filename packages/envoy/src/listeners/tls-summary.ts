import { typedMessage } from '../json/any.ts'
import { flagOf, messageAt, messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * What a chain asks of those who connect: nothing, TLS, or TLS with a certificate
 * of their own; `passthrough` takes TLS and leaves it to whoever comes next.
 */
export type TlsMode = 'none' | 'passthrough' | 'TLS' | 'mutual TLS' | 'QUIC' | 'other'

export function tlsMode(chain: JsonObject): TlsMode {
  const socket = messageOf(chain, 'transport_socket')
  if (socket === undefined) {
    const match = messageOf(chain, 'filter_chain_match')
    return textOf(match, 'transport_protocol') === 'tls' ? 'passthrough' : 'none'
  }
  const typed = typedMessage(messageOf(socket, 'typed_config'))
  const type = typed?.type ?? ''
  if (type.endsWith('.RawBuffer')) return 'none'
  if (type.endsWith('.QuicDownstreamTransport')) return 'QUIC'
  if (!type.endsWith('.DownstreamTlsContext'))
    return textOf(socket, 'name') === 'raw_buffer' ? 'none' : 'other'
  return flagOf(typed?.message, 'require_client_certificate') ? 'mutual TLS' : 'TLS'
}

/** The certificates that a chain shows, by their SDS names. */
export function certificateNames(chain: JsonObject): readonly string[] {
  const typed = typedMessage(messageAt(chain, 'transport_socket', 'typed_config'))
  const common = messageOf(typed?.message, 'common_tls_context')
  return messagesOf(common, 'tls_certificate_sds_secret_configs').map((one) => textOf(one, 'name') ?? '')
}
