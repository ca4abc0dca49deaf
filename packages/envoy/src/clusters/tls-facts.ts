import { configSource } from './config-source.ts'
import { anyBody, asItStands, elsewhere, extensions, lines, messageFacts, nested } from './field-facts.ts'
import type { FieldReader, FieldRule, TypeRules } from './field-facts.ts'
import { dataSourceText, stringMatchText } from './proto-text.ts'
import { entriesOf, messageOf, textOf } from '../json/field.ts'
import { socketMode } from './tls-mode.ts'

const raw: TypeRules = new Map()

/** An SDS secret by name, with a link to it, and where it is fetched. */
const secret = lines((config) => {
  const name = textOf(config, 'name') ?? ''
  return {
    name,
    link: { kind: 'row', table: 'secrets', name },
    facts: messageFacts(config, [
      ['name', 'upstream-tls.certificate-secret', elsewhere],
      ['sds_config', 'upstream-tls.sds', configSource],
    ]),
  }
})

const san: FieldReader = lines((matcher) => {
  const inner = messageOf(matcher, 'matcher')
  if (inner === undefined) return { text: stringMatchText(matcher) }
  return { text: `${textOf(matcher, 'san_type') ?? ''} ${stringMatchText(inner)}`.trim() }
})

const source = lines((value) => ({ text: dataSourceText(value) ?? '' }))

const parameters: readonly FieldRule[] = [
  ['tls_minimum_protocol_version', 'upstream-tls.minimum'],
  ['tls_maximum_protocol_version', 'upstream-tls.maximum'],
  ['cipher_suites', 'upstream-tls.ciphers'],
  ['ecdh_curves', 'upstream-tls.curves'],
  ['signature_algorithms', 'upstream-tls.signatures'],
]

const validation: readonly FieldRule[] = [
  ['trusted_ca', 'upstream-tls.ca', source],
  ['match_typed_subject_alt_names', 'upstream-tls.san', san],
  ['match_subject_alt_names', 'upstream-tls.san', san],
  ['verify_certificate_spki', 'upstream-tls.spki'],
  ['verify_certificate_hash', 'upstream-tls.hash'],
  ['crl', 'upstream-tls.crl', source],
  ['allow_expired_certificate', 'upstream-tls.allow-expired'],
  ['trust_chain_verification', 'upstream-tls.chain-verification'],
  ['custom_validator_config', 'upstream-tls.validator', extensions(raw)],
]

const combined: readonly FieldRule[] = [
  ['validation_context_sds_secret_config', 'upstream-tls.ca-secret', secret],
  ['default_validation_context', 'upstream-tls.validation', nested(validation)],
]

const common: readonly FieldRule[] = [
  ['tls_params', 'upstream-tls.parameters', nested(parameters)],
  ['alpn_protocols', 'upstream-tls.alpn'],
  ['tls_certificate_sds_secret_configs', 'upstream-tls.certificate-secret', secret],
  ['tls_certificates', 'upstream-tls.certificate'],
  ['combined_validation_context', 'upstream-tls.validation', nested(combined)],
  ['validation_context', 'upstream-tls.validation', nested(validation)],
  ['validation_context_sds_secret_config', 'upstream-tls.ca-secret', secret],
  ['key_log', 'upstream-tls.key-log'],
]

/** @see envoy: api/envoy/extensions/transport_sockets/tls/v3/tls.proto, UpstreamTlsContext */
const upstreamTls: readonly FieldRule[] = [
  ['sni', 'upstream-tls.sni'],
  ['auto_host_sni', 'upstream-tls.auto-sni'],
  ['auto_sni_san_validation', 'upstream-tls.auto-san'],
  ['common_tls_context', 'upstream-tls.context', nested(common)],
  ['allow_renegotiation', 'upstream-tls.renegotiation'],
  ['max_session_keys', 'upstream-tls.session-keys'],
  ['enforce_rsa_key_usage', 'upstream-tls.key-usage'],
]

const inner: FieldReader = lines((value) => socketBody(value))

/** Wrappers of another socket: the tunnel of ambient mode, PROXY protocol, tap. */
const wrapper: readonly FieldRule[] = [
  ['transport_socket', 'upstream-tls.socket', inner],
  ['passthrough_metadata', 'upstream-tls.passed-metadata'],
  ['config', 'upstream-tls.socket-config'],
]

const sockets: TypeRules = new Map([
  ['envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', upstreamTls],
  ['envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport', wrapper],
  ['envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport', wrapper],
  ['envoy.extensions.transport_sockets.http_11_proxy.v3.Http11ProxyUpstreamTransport', wrapper],
  ['envoy.extensions.transport_sockets.tap.v3.Tap', wrapper],
])

/** A transport socket: its mode, and its TLS context with the secrets that it needs. */
function socketBody(socket: Parameters<typeof socketMode>[0] & object): ReturnType<typeof anyBody> {
  const config = messageOf(socket, 'typed_config')
  const name = textOf(socket, 'name')
  const body = config === undefined ? {} : anyBody(config, sockets)
  return { ...body, ...(name !== undefined && { name }), text: socketMode(socket) }
}

export const transportSocket: FieldReader = inner

/** `transport_socket_matches`: which socket an endpoint gets by its labels, in the order of trying. */
export const socketMatches: FieldReader = lines((match) => {
  const socket = messageOf(match, 'transport_socket')
  const labels = entriesOf(match, 'match').map(([name, value]) => `${name}=${asItStands(value).text ?? '…'}`)
  return {
    name: textOf(match, 'name') ?? '',
    text: `${labels.length === 0 ? '*' : labels.join(', ')}: ${socketMode(socket)}`,
    facts: messageFacts({ transport_socket: socket }, [['transport_socket', 'upstream-tls.socket', inner]]),
  }
})
