import { fieldOf, flagOf, messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Decides } from './filter-decision.ts'
import { headerOf } from './http-request.ts'
import type { HttpRequest } from './http-request.ts'
import { matchesRoute } from './matches-route.ts'
import { all, any } from './truth.ts'
import type { Truth } from './truth.ts'

/**
 * JWT authentication. A request without a token is judged; one with a token
 * cannot be, because signatures and keys are not looked at here.
 * @see envoy: source/extensions/filters/http/jwt_authn/verifier.cc
 */
export const decideJwt: Decides = (config, ofRoute, { http }) => {
  if (http === undefined) return undefined
  if (flagOf(ofRoute, 'disabled')) return { verdict: 'passed', because: [{ word: 'trace.jwt-off' }] }
  const isPreflight = http.method === 'OPTIONS' && headerOf(http, 'origin') !== undefined
  if (flagOf(config, 'bypass_cors_preflight') && isPreflight)
    return { verdict: 'passed', because: [{ word: 'trace.jwt-off' }] }
  const requirement = requirementOf(config, ofRoute, http)
  if (requirement === 'unknown')
    return { verdict: 'unknown', because: [{ word: 'trace.not-evaluated', values: { what: 'rules' } }] }
  if (requirement === undefined) return { verdict: 'passed', because: [{ word: 'trace.jwt-not-asked' }] }
  const providers = messageOf(config, 'providers')
  const passes = meets(requirement, (name) => hasTokenOf(messageOf(providers, name), http))
  if (passes === true) return { verdict: 'passed', because: [{ word: 'trace.jwt-missing-allowed' }] }
  if (passes === undefined) return { verdict: 'unknown', because: [{ word: 'trace.jwt-token' }] }
  return { verdict: 'refused', because: [{ word: 'trace.jwt-missing' }], answer: { status: 401 } }
}

/** The first rule whose match fits says what is required. */
function requirementOf(
  config: JsonObject,
  ofRoute: JsonObject | undefined,
  http: HttpRequest,
): JsonObject | undefined | 'unknown' {
  const byName = (name: string) => messageOf(messageOf(config, 'requirement_map'), name)
  const named = textOf(ofRoute, 'requirement_name')
  if (named !== undefined) return byName(named)
  for (const rule of messagesOf(config, 'rules')) {
    const { truth } = matchesRoute(messageOf(rule, 'match'), http)
    if (truth === undefined) return 'unknown'
    if (!truth) continue
    const name = textOf(rule, 'requirement_name')
    return name === undefined ? messageOf(rule, 'requires') : byName(name)
  }
  return undefined
}

/** Whether a request meets a requirement; `undefined` when a token of it would have to be verified. */
function meets(requirement: JsonObject, hasToken: (provider: string) => boolean): Truth {
  const provider =
    textOf(requirement, 'provider_name') ??
    textOf(messageOf(requirement, 'provider_and_audiences'), 'provider_name')
  if (provider !== undefined) return hasToken(provider) ? undefined : false
  const either = messageOf(requirement, 'requires_any')
  if (either !== undefined) {
    const several = messagesOf(either, 'requirements')
    const asked = several.flatMap((one) => textOf(one, 'provider_name') ?? [])
    const allowsMissing = several.some((one) => fieldOf(one, 'allow_missing') !== undefined)
    // A token that is there and wrong is not missing.
    if (allowsMissing) return asked.some(hasToken) ? undefined : true
    return any(several.map((one) => meets(one, hasToken)))
  }
  const every = messageOf(requirement, 'requires_all')
  if (every !== undefined) return all(messagesOf(every, 'requirements').map((one) => meets(one, hasToken)))
  return true
}

/** Whether a request has something where a provider looks for its token. */
function hasTokenOf(provider: JsonObject | undefined, http: HttpRequest): boolean {
  const headers = messagesOf(provider, 'from_headers')
  const parameters = textsOf(provider, 'from_params')
  const cookies = textsOf(provider, 'from_cookies')
  const isUsual = headers.length === 0 && parameters.length === 0 && cookies.length === 0
  const inQuery = (name: string) => http.query.split('&').some((one) => one.startsWith(`${name}=`))
  if (isUsual) return /^bearer ./i.test(headerOf(http, 'authorization') ?? '') || inQuery('access_token')
  return (
    headers.some((header) => {
      const value = headerOf(http, textOf(header, 'name') ?? '')
      return value !== undefined && value.includes(textOf(header, 'value_prefix') ?? '')
    }) ||
    parameters.some(inQuery) ||
    cookies.some((name) => (headerOf(http, 'cookie') ?? '').includes(`${name}=`))
  )
}
