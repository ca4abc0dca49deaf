import { fieldOf, flagOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { bitsInRange } from './address-range.ts'
import type { FilterContext } from './filter-context.ts'
import { headerOf } from './http-request.ts'
import { matchesHeader } from './matches-header.ts'
import { matchesPathTemplate } from './matches-path-template.ts'
import { matchesText } from './matches-text.ts'
import { all, any, not } from './truth.ts'
import type { Truth } from './truth.ts'

type Condition = (value: JsonObject, context: FilterContext) => Truth

/** @see envoy: source/extensions/filters/common/rbac/matchers.cc */
const conditions: Readonly<Record<string, Condition>> = {
  header: (header, { http }) => (http === undefined ? false : matchesHeader(header, http)),
  url_path: (path, { http }) =>
    http === undefined ? false : matchesText(messageOf(path, 'path'), http.pathOnly),
  uri_template: (path, { http }) =>
    http === undefined
      ? false
      : matchesPathTemplate(textOf(messageOf(path, 'typed_config'), 'path_template') ?? '', http.pathOnly),
  destination_ip: (range, { destination }) => inRange(range, destination.ip),
  destination_port_range: (range, { destination: { port } }) =>
    port >= (numberOf(range, 'start') ?? 0) && port < (numberOf(range, 'end') ?? 0),
  requested_server_name: (matcher, { serverName }) => matchesText(matcher, serverName),
  source_ip: (range, { request }) => inRange(range, request.source.ip),
  direct_remote_ip: (range, { request }) => inRange(range, request.source.ip),
  remote_ip: (range, { remoteIp }) => inRange(range, remoteIp),
  authenticated: (who, { principal, isTls }) => {
    const name = messageOf(who, 'principal_name')
    if (name === undefined) return isTls
    return principal === undefined ? false : matchesText(name, principal)
  },
  filter_state: (state, { principal }) =>
    textOf(state, 'key') === 'io.istio.peer_principal'
      ? principal === undefined
        ? false
        : matchesText(messageOf(state, 'string_match'), principal)
      : undefined,
  metadata: ofToken,
  sourced_metadata: (one, context) => {
    const matcher = messageOf(one, 'metadata_matcher')
    return matcher === undefined ? undefined : ofToken(matcher, context)
  },
}

const groups: readonly (readonly [string, string, (truths: readonly Truth[]) => Truth])[] = [
  ['and_rules', 'rules', all],
  ['and_ids', 'ids', all],
  ['or_rules', 'rules', any],
  ['or_ids', 'ids', any],
]

/** Whether a permission or a principal of RBAC fits; `undefined` for a condition that cannot be told. */
export function matchesRule(rule: JsonObject, context: FilterContext): Truth {
  if (flagOf(rule, 'any')) return true
  for (const [field, list, join] of groups) {
    const group = messageOf(rule, field)
    if (group !== undefined) return join(messagesOf(group, list).map((one) => matchesRule(one, context)))
  }
  for (const field of ['not_rule', 'not_id']) {
    const inner = messageOf(rule, field)
    if (inner !== undefined) return not(matchesRule(inner, context))
  }
  const port = numberOf(rule, 'destination_port')
  if (port !== undefined) return port === context.destination.port
  for (const [field, matches] of Object.entries(conditions)) {
    const value: Json | undefined = fieldOf(rule, field)
    if (isObject(value)) return matches(value, context)
  }
  return undefined
}

function inRange(range: JsonObject, address: string | undefined): Truth {
  if (address === undefined) return (numberOf(range, 'prefix_len') ?? 0) === 0 ? true : undefined
  return bitsInRange(range, address) !== -1
}

/**
 * Metadata that a filter writes: of a JWT when there is one, whose claims nobody
 * here trusts. Without a token nothing was written, and only "not" fits.
 */
function ofToken(matcher: JsonObject, { http }: FilterContext): Truth {
  const isJwt = textOf(matcher, 'filter') === 'envoy.filters.http.jwt_authn'
  if (!isJwt || (http !== undefined && hasToken(http))) return undefined
  return flagOf(matcher, 'invert')
}

/** Whether a request brings anything that could be a token. */
export function hasToken(http: NonNullable<FilterContext['http']>): boolean {
  return (
    /^bearer /i.test(headerOf(http, 'authorization') ?? '') ||
    /(?:^|&)access_token=/.test(http.query) ||
    [...http.headers.values()].some((value) => /\beyJ[\w-]+\.[\w-]+\./.test(value))
  )
}
