import { stringMatchText, runtimeFractionText } from '../clusters/proto-text.ts'
import { fieldOf, flagOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * A route's match as people read it: `GET /api* x-user: bob ?v=1 10%`. What
 * begins so ends in `*`, a regular expression begins with `~`, `!` is "not".
 * @see envoy: api/envoy/config/route/v3/route_components.proto, RouteMatch
 */
export function matchText(match: JsonObject | undefined): string {
  const headers = messagesOf(match, 'headers')
  const methods = headers.filter(isMethod).map(headerValue)
  const fraction = messageOf(match, 'runtime_fraction')
  return [
    ...methods,
    pathText(match),
    ...(fieldOf(match, 'case_sensitive') === false ? ['(i)'] : []),
    ...(messageOf(match, 'grpc') === undefined ? [] : ['grpc']),
    ...headers.filter((header) => !isMethod(header)).map(headerMatchText),
    ...messagesOf(match, 'query_parameters').map(queryMatchText),
    ...messagesOf(match, 'cookies').map(cookieMatchText),
    ...(fraction === undefined ? [] : [runtimeFractionText(fraction)]),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** The path of a match: `/api*`, `/api`, `/api/...` for whole segments, `~regex`, `CONNECT`. */
export function pathText(match: JsonObject | undefined): string {
  const prefix = textOf(match, 'prefix')
  if (prefix !== undefined) return `${prefix}*`
  const path = textOf(match, 'path')
  if (path !== undefined) return path
  const segments = textOf(match, 'path_separated_prefix')
  if (segments !== undefined) return `${segments}, ${segments}/*`
  const regex = messageOf(match, 'safe_regex')
  if (regex !== undefined) return `~${textOf(regex, 'regex') ?? ''}`
  if (messageOf(match, 'connect_matcher') !== undefined) return 'CONNECT'
  const policy = messageOf(match, 'path_match_policy')
  if (policy === undefined) return ''
  const template = textOf(messageOf(policy, 'typed_config'), 'path_template')
  return template ?? textOf(policy, 'name') ?? ''
}

/**
 * MATCH of istioctl, which leaves headers and queries out.
 * @see istio: istioctl/pkg/writer/envoy/configdump/listener.go, describeMatch
 */
export function shortMatchText(match: JsonObject | undefined): string {
  const regex = messageOf(match, 'safe_regex')
  const parts = [
    [textOf(match, 'prefix'), (text: string) => `${text}*`],
    [textOf(match, 'path_separated_prefix'), (text: string) => `PathPrefix:${text}`],
    [textOf(match, 'path'), (text: string) => text],
  ] as const
  return [
    ...parts.flatMap(([text, show]) => (text === undefined || text === '' ? [] : [show(text)])),
    ...(regex === undefined ? [] : [`regex ${textOf(regex, 'regex') ?? ''}`]),
  ].join(' ')
}

function isMethod(header: JsonObject): boolean {
  return textOf(header, 'name') === ':method' && textOf(headerPattern(header), 'exact') !== undefined
}

function headerValue(header: JsonObject): string {
  return `${not(header)}${stringMatchText(headerPattern(header))}`
}

/** `x-user: bob`, `!x-user`, `x-user` for a header that must be there. */
export function headerMatchText(header: JsonObject): string {
  const name = textOf(header, 'name') ?? ''
  const missing = flagOf(header, 'treat_missing_header_as_empty') ? ' (missing = "")' : ''
  const present = fieldOf(header, 'present_match')
  if (present !== undefined) {
    return `${(present === false) !== flagOf(header, 'invert_match') ? '!' : ''}${name}${missing}`
  }
  const range = messageOf(header, 'range_match')
  if (range !== undefined) {
    return `${not(header)}${name}: [${numberOf(range, 'start') ?? 0}, ${numberOf(range, 'end') ?? 0})${missing}`
  }
  const pattern = headerPattern(header)
  if (pattern === undefined) return `${not(header)}${name}${missing}`
  return `${not(header)}${name}: ${stringMatchText(pattern)}${missing}`
}

/** The pattern of a header, whose older forms stand beside `string_match` in the proto. */
export function headerPattern(header: JsonObject): JsonObject | undefined {
  return (
    messageOf(header, 'string_match') ??
    older(header, 'exact_match', 'exact') ??
    older(header, 'prefix_match', 'prefix') ??
    older(header, 'suffix_match', 'suffix') ??
    older(header, 'contains_match', 'contains') ??
    older(header, 'safe_regex_match', 'safe_regex')
  )
}

function older(header: JsonObject, field: string, name: string): JsonObject | undefined {
  const value = fieldOf(header, field)
  return value === undefined ? undefined : { [name]: value }
}

function not(matcher: JsonObject): string {
  return flagOf(matcher, 'invert_match') ? '!' : ''
}

/** `?v=1`, `?v` for a parameter that must be there. */
export function queryMatchText(parameter: JsonObject): string {
  const name = textOf(parameter, 'name') ?? ''
  if (fieldOf(parameter, 'present_match') === false) return `!?${name}`
  const pattern = messageOf(parameter, 'string_match')
  return pattern === undefined ? `?${name}` : `?${name}=${stringMatchText(pattern)}`
}

export function cookieMatchText(cookie: JsonObject): string {
  const name = textOf(cookie, 'name') ?? ''
  return `${not(cookie)}cookie ${name}=${stringMatchText(messageOf(cookie, 'string_match'))}`
}
