import { anyBody, anyByName, lines, nested } from '../clusters/field-facts.ts'
import type { FieldReader, FieldRule, TypeRules } from '../clusters/field-facts.ts'
import { headersToAdd } from '../clusters/header-facts.ts'
import { dataSourceText, fractionBody, runtimeFractionText, stringMatchText } from '../clusters/proto-text.ts'
import { headerMatchText } from './match-text.ts'

const runtimeFraction = lines((value) => ({ text: runtimeFractionText(value) }))
const headerLines = lines((header) => ({ text: headerMatchText(header) }))

const delay: readonly FieldRule[] = [
  ['fixed_delay', 'route.fault-delay'],
  ['header_delay', 'route.fault-by-header'],
  ['percentage', 'upstream.percentage', fractionBody],
]

const abort: readonly FieldRule[] = [
  ['http_status', 'upstream.status'],
  ['grpc_status', 'route.grpc-status'],
  ['header_abort', 'route.fault-by-header'],
  ['percentage', 'upstream.percentage', fractionBody],
]

const fault: readonly FieldRule[] = [
  ['delay', 'route.fault-delay', nested(delay)],
  ['abort', 'route.fault-abort', nested(abort)],
  ['upstream_cluster', 'cluster.name'],
  ['headers', 'route.header', headerLines],
  ['downstream_nodes', 'route.fault-nodes'],
  ['max_active_faults', 'route.fault-limit'],
]

const checkSettings: readonly FieldRule[] = [
  ['context_extensions', 'route.check-context'],
  ['disable_request_body_buffering', 'route.check-unbuffered'],
]

const check: readonly FieldRule[] = [
  ['disabled', 'upstream.disabled'],
  ['check_settings', 'route.check-settings', nested(checkSettings)],
]

const bucket: readonly FieldRule[] = [
  ['max_tokens', 'route.tokens'],
  ['tokens_per_fill', 'route.tokens-per-fill'],
  ['fill_interval', 'upstream.interval'],
]

const localRateLimit: readonly FieldRule[] = [
  ['stat_prefix', 'upstream.stat-name'],
  ['token_bucket', 'route.token-bucket', nested(bucket)],
  ['filter_enabled', 'upstream.enabled', runtimeFraction],
  ['filter_enforced', 'route.enforced', runtimeFraction],
  ['response_headers_to_add', 'route.response-headers-add', headersToAdd],
  ['request_headers_to_add_when_not_enforced', 'route.request-headers-add', headersToAdd],
]

const rateLimit: readonly FieldRule[] = [
  ['vh_rate_limits', 'route.virtual-host-limits'],
  ['domain', 'route.limit-domain'],
]

const lua: readonly FieldRule[] = [
  ['disabled', 'upstream.disabled'],
  ['name', 'route.lua-name'],
  ['source_code', 'route.lua-code', lines((code) => ({ code: dataSourceText(code) ?? '' }))],
]

const buffer: readonly FieldRule[] = [['disabled', 'upstream.disabled']]

const cors: readonly FieldRule[] = [
  ['allow_origin_string_match', 'route.cors-origins', lines((origin) => ({ text: stringMatchText(origin) }))],
  ['allow_methods', 'route.cors-methods'],
  ['allow_headers', 'route.cors-headers'],
  ['expose_headers', 'route.cors-expose'],
  ['max_age', 'route.cors-age'],
  ['allow_credentials', 'route.cors-credentials'],
  ['filter_enabled', 'upstream.enabled', runtimeFraction],
  ['shadow_enabled', 'route.cors-shadow', runtimeFraction],
  ['allow_private_network_access', 'route.cors-private'],
  ['forward_not_matching_preflights', 'route.cors-forward'],
]

/** @see envoy: api/envoy/config/route/v3/route_components.proto, CorsPolicy */
export const corsRules = cors

const jwt: readonly FieldRule[] = [
  ['disabled', 'upstream.disabled'],
  ['requirement_name', 'route.jwt-requirement'],
]

const mutation: readonly FieldRule[] = [
  ['append', 'route.header', headersToAdd],
  ['remove', 'route.request-headers-remove'],
]

const wrapped: FieldReader = lines((config) => anyBody(config, types))

/** `FilterConfig` wraps another, to switch it off or to make it optional. */
const filterConfig: readonly FieldRule[] = [
  ['disabled', 'upstream.disabled'],
  ['is_optional', 'route.optional'],
  ['config', 'route.per-filter', wrapped],
]

/** What routes say to filters, by type. */
const types: TypeRules = new Map([
  ['envoy.extensions.filters.http.fault.v3.HTTPFault', fault],
  ['envoy.extensions.filters.http.ext_authz.v3.ExtAuthzPerRoute', check],
  ['envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit', localRateLimit],
  ['envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute', rateLimit],
  ['envoy.extensions.filters.http.lua.v3.LuaPerRoute', lua],
  ['envoy.extensions.filters.http.buffer.v3.BufferPerRoute', buffer],
  ['envoy.extensions.filters.http.cors.v3.CorsPolicy', cors],
  ['envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig', jwt],
  ['envoy.extensions.filters.http.header_mutation.v3.Mutations', mutation],
  ['envoy.config.route.v3.FilterConfig', filterConfig],
])

export const perFilterFacts = anyByName(types)
