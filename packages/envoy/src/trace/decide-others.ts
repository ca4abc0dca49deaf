import { fractionPercent } from '../clusters/proto-text.ts'
import { fieldOf, flagOf, messageAt, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Decides } from './filter-decision.ts'
import { headerOf } from './http-request.ts'
import { matchesText } from './matches-text.ts'
import { any } from './truth.ts'

/**
 * CORS answers preflight requests by itself; every other request passes.
 * @see envoy: source/extensions/filters/http/cors/cors_filter.cc
 */
export const decideCors: Decides = (_, policy, { http }) => {
  if (policy === undefined || http === undefined) return undefined
  const enabled = messageOf(policy, 'filter_enabled')
  if (enabled !== undefined && fractionPercent(messageOf(enabled, 'default_value')) === 0) return undefined
  const origin = headerOf(http, 'origin')
  if (origin === undefined) return undefined
  const fits = any(messagesOf(policy, 'allow_origin_string_match').map((one) => matchesText(one, origin)))
  const isPreflight =
    http.method === 'OPTIONS' && headerOf(http, 'access-control-request-method') !== undefined
  if (!isPreflight) return { verdict: 'passed', because: [{ word: 'trace.cors-plain', values: { origin } }] }
  if (fits === undefined)
    return { verdict: 'unknown', because: [{ word: 'trace.not-evaluated', values: { what: 'origin' } }] }
  if (fits || fieldOf(policy, 'forward_not_matching_preflights') === false)
    return {
      verdict: 'refused',
      because: [{ word: fits ? 'trace.cors-preflight' : 'trace.cors-other-preflight', values: { origin } }],
      answer: { status: 200 },
    }
  return { verdict: 'passed', because: [{ word: 'trace.cors-forwarded', values: { origin } }] }
}

/** A rate limit of this proxy alone; how many tokens are left is not in the configuration. */
export const decideLocalLimit: Decides = (config, ofRoute) => {
  const limit = ofRoute ?? config
  const bucket = messageOf(limit, 'token_bucket')
  if (
    bucket === undefined ||
    shareOf(limit, 'filter_enabled') === 0 ||
    shareOf(limit, 'filter_enforced') === 0
  )
    return undefined
  const values = {
    tokens: String(numberOf(bucket, 'tokens_per_fill') ?? 1),
    interval: textOf(bucket, 'fill_interval') ?? '',
    most: String(numberOf(bucket, 'max_tokens') ?? 0),
    status: String(numberOf(messageOf(limit, 'status'), 'code') ?? 429),
  }
  return { verdict: 'unknown', because: [{ word: 'trace.local-limit', values }] }
}

function shareOf(limit: JsonObject, field: string): number {
  return fractionPercent(messageAt(limit, field, 'default_value'))
}

/** A rate limit that a service decides about; without descriptors it is not asked. */
export const decideLimit: Decides = (config) => ({
  verdict: 'unknown',
  because: [{ word: 'trace.asks-service', values: { service: textOf(config, 'domain') ?? '' } }],
})

/**
 * Authorization by a service, which Istio switches on by policies that fitted
 * among those of the filter before it.
 * @see istio: pilot/pkg/security/authz/builder (CUSTOM)
 */
export const decideExternal: Decides = (config, ofRoute, { shadows }) => {
  if (flagOf(ofRoute, 'disabled')) return { verdict: 'passed', because: [{ word: 'trace.external-off' }] }
  const service =
    textOf(messageAt(config, 'grpc_service', 'envoy_grpc'), 'cluster_name') ??
    textOf(messageAt(config, 'http_service', 'server_uri'), 'cluster') ??
    ''
  const enabled = messageOf(config, 'filter_enabled_metadata')
  const [step] = messagesOf(enabled, 'path')
  const key = textOf(step, 'key') ?? ''
  const prefix = key.replace(/shadow_effective_policy_id$/, '')
  if (enabled !== undefined && prefix !== key && shadows.has(prefix)) {
    const policy = shadows.get(prefix)
    const wanted = messageAt(enabled, 'value', 'string_match')
    if (policy === undefined || matchesText(wanted, policy) === false)
      return { verdict: 'passed', because: [{ word: 'trace.external-not-asked', values: { service } }] }
  }
  return { verdict: 'unknown', because: [{ word: 'trace.asks-service', values: { service } }] }
}

/** Code that may do anything with a request. */
export const decideProgram: Decides = (config, ofRoute) => {
  if (flagOf(ofRoute, 'disabled')) return undefined
  const hasLua =
    fieldOf(config, 'default_source_code') !== undefined ||
    fieldOf(config, 'inline_code') !== undefined ||
    fieldOf(ofRoute, 'source_code') !== undefined ||
    fieldOf(config, 'config') !== undefined
  return hasLua ? { verdict: 'unknown', because: [{ word: 'trace.runs-code' }] } : undefined
}
