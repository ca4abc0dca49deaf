import { keptLogFormat } from './log-format.ts'
import { keptJwks } from './jwks.ts'
import { keptCertificate } from './certificate-bytes.ts'
import { appliedCopyAnnotation, isKnownAnnotation, proxyConfigAnnotation } from './known-annotations.ts'
import { isKnownNodeMetadata, isKnownVariable } from './known-env.ts'
import { isKnownExtension } from './known-extensions.ts'
import { keptProxyConfig } from './mesh-settings.ts'
import { fields, keep, word, type Zone } from './zone.ts'

/**
 * Where configuration of Envoy and of Istio has room for secrets, by field.
 * One table for both: istiod writes the same messages in camel case.
 */

/** A format that is nothing but one of Envoy's operators tells nothing of its own. */
const operator = /^(?:%[A-Z_]+(?:\([A-Za-z0-9:_?.-]*\))?%|[\s,;=-])+$/
const usualPrefix = /^(?:bearer|basic|token|jwt) ?$/i
const plainSetting = /^(?:true|false|[\d.]*(?:ms|s|m|h|%)?)$/

const headerRule = 'header-value'
const anyName: Zone = { kind: 'remove', rule: headerRule }
/** A header or a query parameter that is matched or set; its name stays, whatever shape the rule has. */
const header: Zone = {
  kind: 'remove',
  rule: headerRule,
  unless: (text) => operator.test(text),
  fields: fields({
    name: word,
    key: word,
    header_name: word,
    append_action: word,
    env_name: word,
    set: anyName,
    add: anyName,
    remove: keep,
  }),
}
/** Pseudo headers are the request line, which routes are made of. */
const headers: Zone = {
  kind: 'entry',
  namedBy: ['name', 'key'],
  zoneOf: (name) => (name?.startsWith(':') === true ? keep : header),
}

const proxyConfigText: Zone = { kind: 'text', rule: 'proxy-config', rewrite: keptProxyConfig }
const variable = (rule: string): Zone => ({
  kind: 'named',
  zoneOf: (name) => (isKnownVariable(name) ? keep : { kind: 'remove', rule }),
})
const environment: Zone = {
  kind: 'entry',
  namedBy: ['name'],
  zoneOf: (name) => {
    if (name === 'PROXY_CONFIG') return { kind: 'look', fields: fields({ value: proxyConfigText }) }
    return name !== undefined && isKnownVariable(name)
      ? keep
      : { kind: 'remove', rule: 'environment', fields: fields({ name: word, value_from: keep }) }
  },
}
const annotations: Zone = {
  kind: 'named',
  zoneOf: (name) => {
    if (name === proxyConfigAnnotation) return proxyConfigText
    if (isKnownAnnotation(name)) return keep
    return name === appliedCopyAnnotation
      ? { kind: 'remove', rule: 'applied-copy', learn: false }
      : { kind: 'remove', rule: 'annotation' }
  },
}

const proxyConfig: Zone = { kind: 'look', fields: fields({ proxy_metadata: variable('proxy-metadata') }) }
/** A node's metadata, which pilot-agent fills from its environment. */
export const nodeMetadata: Zone = {
  kind: 'named',
  zoneOf: (name) => {
    if (name === 'ANNOTATIONS') return annotations
    if (name === 'PROXY_CONFIG') return proxyConfig
    if (name === 'LABELS' || isKnownNodeMetadata(name)) return keep
    return { kind: 'remove', rule: 'node-metadata' }
  },
}

const secret = (rule: string): Zone => ({ kind: 'remove', rule })
const logFormat: Zone = { kind: 'text', rule: 'log-format', rewrite: keptLogFormat }
const certificate: Zone = {
  kind: 'look',
  fields: fields({ inline_bytes: { kind: 'text', rule: 'private-key', rewrite: keptCertificate } }),
}
const jwks: Zone = { kind: 'text', rule: 'jwks', rewrite: keptJwks }

/** Struct in the clothes of a message that this Envoy or istiod does not know. */
const typedStruct: Zone = {
  kind: 'entry',
  namedBy: ['type_url'],
  zoneOf: (type) => (type !== undefined && isKnownExtension(type) ? configuration : unknownExtension),
}
const unknownExtension: Zone = {
  kind: 'remove',
  rule: 'unknown-extension',
  fields: fields({ '@type': word, type_url: word }),
}
function zoneOfType(type: string | undefined): Zone {
  if (type === undefined) return configuration
  if (type.endsWith('.TypedStruct')) return typedStruct
  return isKnownExtension(type) ? configuration : unknownExtension
}
const extension: Zone = { kind: 'entry', namedBy: ['@type'], zoneOf: zoneOfType }

const metadataNamespaces = /^(?:istio|envoy\.lb|envoy\.transport_socket_match|envoy\.common|com\.istio\..*)$/
/** `when` of an AuthorizationPolicy: what a header or a claim must be. */
const condition: Zone = {
  kind: 'entry',
  namedBy: ['key'],
  zoneOf: (key) =>
    key !== undefined && /^(?:source|destination|connection)\./.test(key)
      ? keep
      : { kind: 'remove', rule: headerRule, fields: fields({ key: word }) },
}

/** Tags that istiod gives to every span: names of the workload's own. */
const ownTags = /^istio\.(?:authorization\..+|canonical_(?:revision|service)|cluster_id|mesh_id|namespace)$/
/** A list of tags in Envoy, a map of them in Istio. */
const traceTags: Zone = {
  kind: 'entry',
  namedBy: ['tag'],
  zoneOf: (tag) =>
    tag !== undefined && ownTags.test(tag)
      ? keep
      : {
          kind: 'look',
          fields: fields({ literal: secret('trace-tag'), default_value: secret('trace-tag') }),
        },
}

const table = fields({
  // headers and query parameters
  header: headers,
  headers,
  without_headers: headers,
  http_headers: headers,
  request_headers_to_add: headers,
  request_trailers_to_add: headers,
  response_headers_to_add: headers,
  response_trailers_to_add: headers,
  headers_to_add: headers,
  headers_to_append: headers,
  initial_metadata: headers,
  include_additional_headers_in_check: anyName,
  xds_headers: anyName,
  ca_headers: anyName,
  query_parameters: headers,
  query_params: headers,
  value_prefix: { kind: 'remove', rule: headerRule, unless: (text) => usualPrefix.test(text) },
  when: condition,
  // what a proxy answers or runs by itself
  body: secret('response-body'),
  body_format: secret('response-body'),
  body_format_override: secret('response-body'),
  inline_string: secret('inline-data'),
  inline_bytes: secret('inline-data'),
  inline_code: secret('inline-code'),
  lua: secret('inline-code'),
  plugin_config: secret('plugin-configuration'),
  configuration: secret('plugin-configuration'),
  vm_config: {
    kind: 'look',
    fields: fields({
      configuration: secret('plugin-configuration'),
      env: environment,
      environment_variables: { kind: 'look', fields: fields({ key_values: variable('environment') }) },
    }),
  },
  // keys and passwords
  private_key: secret('private-key'),
  password: secret('password'),
  passwords: secret('password'),
  auth_password: secret('password'),
  generic_secret: secret('generic-secret'),
  session_ticket_keys: secret('private-key'),
  access_token: secret('password'),
  backend_token: secret('password'),
  api_key: secret('password'),
  client_secret: secret('password'),
  certificate_chain: certificate,
  trusted_ca: certificate,
  crl: certificate,
  jwks,
  local_jwks: { kind: 'look', fields: fields({ inline_string: jwks }) },
  // environment and metadata
  env: environment,
  environment_variables: variable('environment'),
  proxy_metadata: variable('proxy-metadata'),
  annotations,
  node: { kind: 'look', fields: fields({ metadata: nodeMetadata, user_agent_build_version: keep }) },
  proxy_config: proxyConfig,
  filter_metadata: {
    kind: 'named',
    zoneOf: (name) => (metadataNamespaces.test(name) ? keep : { kind: 'remove', rule: 'filter-metadata' }),
  },
  static_layer: { kind: 'remove', rule: 'runtime-value', unless: (text) => plainSetting.test(text) },
  runtime_values: { kind: 'remove', rule: 'runtime-value', unless: (text) => plainSetting.test(text) },
  layer_values: { kind: 'remove', rule: 'runtime-value', unless: (text) => plainSetting.test(text) },
  final_value: { kind: 'remove', rule: 'runtime-value', unless: (text) => plainSetting.test(text) },
  config_yaml: secret('command-line'),
  command: secret('command-line'),
  // logs and traces
  text_format: logFormat,
  text_format_source: { kind: 'look', fields: fields({ inline_string: logFormat }) },
  json_format: logFormat,
  log_format: logFormat,
  format: logFormat,
  custom_tags: traceTags,
  // configuration by users, in whatever shape
  patch: {
    kind: 'look',
    fields: fields({
      value: {
        kind: 'remove',
        rule: 'envoy-filter',
        fields: fields({ '@type': word, name: word, type_url: word }),
      },
    }),
  },
  typed_config: extension,
  typed_per_filter_config: { kind: 'named', zoneOf: () => extension },
  typed_extension_protocol_options: { kind: 'named', zoneOf: () => extension },
})

/** Envoy's and Istio's configuration. */
export const configuration: Zone = { kind: 'look', fields: table, typed: zoneOfType }

/** A list of environment variables, as ControlZ and Kubernetes write it. */
export const environmentList: Zone = environment

/** A configuration with more places than the usual ones. */
export function configurationWith(more: Readonly<Record<string, Zone>>): Zone {
  return { kind: 'look', fields: new Map([...table, ...fields(more)]), typed: zoneOfType }
}
