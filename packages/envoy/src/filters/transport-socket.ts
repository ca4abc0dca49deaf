import { flagOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import { configSource } from './config-source.ts'
import type { MessageShape, Read, TypeShape } from './message-shape.ts'
import { code, each, flat, listed, nested, plain, rowsOf } from './read.ts'
import { lines, matcher, source } from './read-values.ts'
import { extension } from './read-typed.ts'
import { matcherText } from './value-text.ts'

/** A key is never shown, only where it comes from; Envoy does not tell it either. */
const hidden: Read = (value, word) => {
  const holder = isObject(value) ? value : undefined
  return [{ word, text: textOf(holder, 'filename') ?? 'inline' }]
}

/** A secret that is delivered: its name leads to the proxy's secrets. */
const sdsSecret = listed(
  flat([
    ['name', 'tls.secret', rowsOf('secrets')],
    ['sds_config', 'filter.config-source', configSource],
  ]),
)

const validation = nested([
  ['trusted_ca', 'tls.trusted-ca', source],
  ['ca_certificate_provider_instance', 'tls.trusted-ca', code],
  [
    'match_typed_subject_alt_names',
    'tls.subject-names',
    lines((one) => {
      const name = matcherText(messageOf(one, 'matcher'))
      return name === undefined ? undefined : `${textOf(one, 'san_type') ?? ''} ${name}`.trim()
    }),
  ],
  ['match_subject_alt_names', 'tls.subject-names', matcher],
  ['verify_certificate_hash', 'tls.certificate-hash', plain],
  ['verify_certificate_spki', 'tls.certificate-spki', plain],
  ['crl', 'tls.crl', source],
  ['allow_expired_certificate', 'tls.allow-expired', plain],
  ['trust_chain_verification', 'tls.chain-verification', plain],
  ['custom_validator_config', 'tls.validator', extension],
])

const common: MessageShape = [
  ['tls_certificate_sds_secret_configs', 'tls.secret', sdsSecret],
  [
    'tls_certificates',
    'tls.certificate',
    each([
      ['certificate_chain', 'tls.certificate-chain', source],
      ['private_key', 'tls.private-key', hidden],
    ]),
  ],
  ['tls_certificate_provider_instance', 'tls.certificate', code],
  [
    'validation_context_sds_secret_config',
    'tls.validation-secret',
    nested(
      [
        ['name', 'tls.secret', rowsOf('secrets')],
        ['sds_config', 'filter.config-source', configSource],
      ],
      (one) => textOf(one, 'name'),
    ),
  ],
  ['validation_context', 'tls.validation', validation],
  [
    'combined_validation_context',
    'tls.validation',
    flat([
      [
        'validation_context_sds_secret_config',
        'tls.validation-secret',
        nested(
          [
            ['name', 'tls.secret', rowsOf('secrets')],
            ['sds_config', 'filter.config-source', configSource],
          ],
          (one) => textOf(one, 'name'),
        ),
      ],
      ['default_validation_context', 'tls.validation', validation],
    ]),
  ],
  ['alpn_protocols', 'tls.alpn', plain],
  [
    'tls_params',
    'tls.parameters',
    flat([
      ['tls_minimum_protocol_version', 'tls.minimum', plain],
      ['tls_maximum_protocol_version', 'tls.maximum', plain],
      ['cipher_suites', 'tls.ciphers', plain],
      ['ecdh_curves', 'tls.curves', plain],
      ['signature_algorithms', 'tls.signatures', plain],
    ]),
  ],
  ['key_log', 'tls.key-log', code],
]

const downstream: MessageShape = [
  ['require_client_certificate', 'tls.client-certificate', plain],
  ['common_tls_context', 'tls.common', flat(common)],
  ['require_sni', 'tls.require-sni', plain],
  ['full_scan_certs_on_sni_mismatch', 'tls.full-scan', plain],
  ['session_timeout', 'tls.session-timeout', plain],
  ['disable_stateless_session_resumption', 'tls.no-stateless', plain],
  ['disable_stateful_session_resumption', 'tls.no-stateful', plain],
  ['session_ticket_keys', 'tls.ticket-keys', hidden],
  ['ocsp_staple_policy', 'tls.ocsp', plain],
]

function says(context: JsonObject): string {
  const certificates = messagesOf(
    messageOf(context, 'common_tls_context'),
    'tls_certificate_sds_secret_configs',
  )
  const mode = flagOf(context, 'require_client_certificate') ? 'mutual TLS' : 'TLS'
  return [mode, ...certificates.map((one) => textOf(one, 'name') ?? '')].join(' ')
}

/** @see envoy: api/envoy/extensions/transport_sockets */
export const transportSocketTypes: readonly TypeShape[] = [
  { types: ['envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext'], says, fields: downstream },
  {
    types: ['envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext'],
    says: (context) => textOf(context, 'sni'),
    fields: [
      ['sni', 'tls.sni', plain],
      ['auto_host_sni', 'tls.auto-sni', plain],
      ['auto_sni_san_validation', 'tls.auto-san', plain],
      ['allow_renegotiation', 'tls.renegotiation', plain],
      ['max_session_keys', 'tls.session-keys', plain],
      ['common_tls_context', 'tls.common', flat(common)],
    ],
  },
  {
    types: ['envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport'],
    fields: [
      ['downstream_tls_context', 'tls.common', flat(downstream)],
      ['enable_early_data', 'tls.early-data', plain],
    ],
  },
  { types: ['envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer'], fields: [] },
  {
    types: ['envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport'],
    fields: [
      ['passthrough_metadata', 'tls.passthrough', code],
      ['transport_socket', 'tls.inner', extension],
    ],
  },
  {
    types: [
      'envoy.extensions.transport_sockets.tap.v3.Tap',
      'envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport',
    ],
    fields: [['transport_socket', 'tls.inner', extension]],
  },
]
