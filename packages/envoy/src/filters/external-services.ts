import { flagOf, messageAt, messageOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import type { MessageShape, TypeShape } from './message-shape.ts'
import { code, nested, plain } from './read.ts'
import { grpcService, headerOptions, httpUri, patterns, runtime, status } from './read-values.ts'

/** The cluster or the address that is asked. */
function asked(filter: JsonObject): string | undefined {
  return (
    textOf(messageAt(filter, 'grpc_service', 'envoy_grpc'), 'cluster_name') ??
    textOf(messageAt(filter, 'http_service', 'server_uri'), 'cluster') ??
    textOf(messageAt(filter, 'http_service', 'http_service', 'http_uri'), 'cluster')
  )
}

/** Who cannot be asked lets everybody pass. */
function failsOpen(filter: JsonObject): Fact['tone'] {
  return flagOf(filter, 'failure_mode_allow') ? 'warning' : undefined
}

const httpService: MessageShape = [
  ['server_uri', 'filter.uri', httpUri],
  ['path_prefix', 'filter.path', plain],
  [
    'authorization_request',
    'external.request',
    nested([
      ['allowed_headers', 'external.allowed-headers', patterns],
      ['headers_to_add', 'filter.headers-to-add', code],
    ]),
  ],
  [
    'authorization_response',
    'external.response',
    nested([
      ['allowed_upstream_headers', 'external.upstream-headers', patterns],
      ['allowed_upstream_headers_to_append', 'external.upstream-headers', patterns],
      ['allowed_client_headers', 'external.client-headers', patterns],
      ['allowed_client_headers_on_success', 'external.client-headers', patterns],
      ['dynamic_metadata_from_headers', 'filter.metadata', patterns],
    ]),
  ],
]

/** @see envoy: api/envoy/extensions/filters/http/ext_authz/v3, ext_proc/v3, network/ext_authz/v3 */
export const externalServiceTypes: readonly TypeShape[] = [
  {
    types: [
      'envoy.extensions.filters.http.ext_authz.v3.ExtAuthz',
      'envoy.extensions.filters.network.ext_authz.v3.ExtAuthz',
    ],
    says: asked,
    tone: failsOpen,
    fields: [
      ['grpc_service', 'filter.grpc', grpcService],
      ['http_service', 'external.http', nested(httpService)],
      ['failure_mode_allow', 'external.fail-open', plain],
      ['failure_mode_allow_header_add', 'external.fail-header', plain],
      ['status_on_error', 'external.error-status', status],
      [
        'with_request_body',
        'external.body',
        nested([
          ['max_request_bytes', 'filter.buffer-bytes', plain],
          ['allow_partial_message', 'external.partial', plain],
          ['pack_as_bytes', 'external.bytes', plain],
        ]),
      ],
      ['include_peer_certificate', 'external.certificate', plain],
      ['include_tls_session', 'external.tls-session', plain],
      ['clear_route_cache', 'filter.clear-route', plain],
      ['allowed_headers', 'external.allowed-headers', patterns],
      ['disallowed_headers', 'external.disallowed-headers', patterns],
      ['filter_enabled', 'filter.enabled', runtime],
      ['filter_enabled_metadata', 'external.when', code],
      ['deny_at_disable', 'external.deny-disabled', code],
      ['metadata_context_namespaces', 'filter.metadata', plain],
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['transport_api_version', 'filter.api-version', plain],
      ['send_tls_alert_on_denial', 'external.tls-alert', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.ext_authz.v3.ExtAuthzPerRoute'],
    fields: [
      ['disabled', 'filter.disabled', plain],
      ['check_settings', 'filter.settings', code],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor'],
    says: asked,
    tone: failsOpen,
    fields: [
      ['grpc_service', 'filter.grpc', grpcService],
      ['http_service', 'external.http', code],
      ['failure_mode_allow', 'external.fail-open', plain],
      [
        'processing_mode',
        'external.mode',
        nested([
          ['request_header_mode', 'external.request-headers', plain],
          ['response_header_mode', 'external.response-headers', plain],
          ['request_body_mode', 'external.request-body', plain],
          ['response_body_mode', 'external.response-body', plain],
          ['request_trailer_mode', 'external.request-trailers', plain],
          ['response_trailer_mode', 'external.response-trailers', plain],
        ]),
      ],
      ['message_timeout', 'filter.timeout', plain],
      ['max_message_timeout', 'external.max-timeout', plain],
      ['request_attributes', 'filter.attributes', plain],
      ['response_attributes', 'filter.attributes', plain],
      ['allow_mode_override', 'external.mode-override', plain],
      ['observability_mode', 'external.observe', plain],
      ['route_cache_action', 'filter.clear-route', plain],
      ['mutation_rules', 'external.mutations', code],
      ['metadata_options', 'filter.metadata', code],
      ['stat_prefix', 'filter.stat-prefix', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.oauth2.v3.OAuth2'],
    says: (filter) => textOf(messageOf(filter, 'config'), 'authorization_endpoint'),
    fields: [['config', 'filter.settings', code]],
  },
  {
    types: ['envoy.extensions.filters.http.header_mutation.v3.HeaderMutation'],
    fields: [
      [
        'mutations',
        'external.mutations',
        nested([
          ['request_mutations', 'filter.request-headers', code],
          ['response_mutations', 'filter.response-headers', code],
        ]),
      ],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.custom_response.v3.CustomResponse'],
    fields: [['custom_response_matcher', 'filter.matcher', code]],
  },
  {
    types: ['envoy.extensions.filters.http.header_to_metadata.v3.Config'],
    fields: [
      ['request_rules', 'filter.request-headers', code],
      ['response_rules', 'filter.response-headers', code],
      ['stat_prefix', 'filter.stat-prefix', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.credential_injector.v3.CredentialInjector'],
    fields: [
      ['overwrite', 'filter.overwrite', plain],
      ['allow_request_without_credential', 'external.without-credential', plain],
      ['credential', 'filter.inner', code],
      ['headers_to_add', 'filter.headers-to-add', headerOptions],
    ],
  },
]
