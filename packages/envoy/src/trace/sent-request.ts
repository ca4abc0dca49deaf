import { fieldOf, flagOf, messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { TracedRequest } from './trace.ts'
import { matchesRegex, replacedByRegex } from './matches-regex.ts'

/** The path, host and headers with which a route sends a request on. */
export type Rewritten = Pick<TracedRequest, 'path' | 'host' | 'headers'>

/**
 * What a route makes of a request before it is sent. Headers whose values Envoy
 * computes (`%...%`) are left as they are: nobody here can tell them.
 * @param holders whose header changes count, the nearest first: weighted cluster, route, virtual host, all routes
 * @see envoy: source/common/router/config_impl.cc (finalizeRequestHeaders)
 */
export function rewritten(
  request: TracedRequest,
  path: string,
  route: JsonObject,
  holders: readonly JsonObject[],
): Rewritten {
  const action = messageOf(route, 'route')
  return {
    path: rewrittenPath(route, action, path),
    host: rewrittenHost(action, request),
    headers: holders.reduce(withChanges, request.headers),
  }
}

function rewrittenPath(route: JsonObject, action: JsonObject | undefined, path: string): string {
  const at = path.search(/[?#]/)
  const only = at === -1 ? path : path.slice(0, at)
  const rest = at === -1 ? '' : path.slice(at)
  const prefix = textOf(action, 'prefix_rewrite') ?? ''
  if (prefix !== '') return `${withPrefix(messageOf(route, 'match'), prefix, only)}${rest}`
  const regex = messageOf(action, 'regex_rewrite')
  if (regex === undefined) return path
  const pattern = textOf(messageOf(regex, 'pattern'), 'regex') ?? ''
  return `${replacedByRegex(pattern, only, textOf(regex, 'substitution') ?? '') ?? only}${rest}`
}

/** What the route matched is replaced: a prefix, the whole of an exact path or of an expression's match. */
export function withPrefix(match: JsonObject | undefined, prefix: string, path: string): string {
  const matched =
    textOf(match, 'prefix') ?? textOf(match, 'path_separated_prefix') ?? textOf(match, 'path') ?? undefined
  if (matched !== undefined) return prefix + path.slice(matched.length)
  const regex = textOf(messageOf(match, 'safe_regex'), 'regex')
  return regex !== undefined && matchesRegex(regex, path) === true ? prefix : path
}

function rewrittenHost(action: JsonObject | undefined, request: TracedRequest): string {
  const literal = textOf(action, 'host_rewrite_literal')
  if (literal !== undefined && literal !== '') return literal
  const header = textOf(action, 'host_rewrite_header')?.toLowerCase()
  const named = request.headers.find(([name]) => name.toLowerCase() === header)
  return named?.[1] ?? request.host
}

function withChanges(
  headers: TracedRequest['headers'],
  holder: JsonObject,
): readonly (readonly [string, string])[] {
  const removed = new Set(textsOf(holder, 'request_headers_to_remove').map((name) => name.toLowerCase()))
  let changed = headers.filter(([name]) => !removed.has(name.toLowerCase()))
  for (const option of messagesOf(holder, 'request_headers_to_add')) {
    const header = messageOf(option, 'header')
    const [key, value = ''] = [textOf(header, 'key') ?? '', textOf(header, 'value')]
    if (value.includes('%')) continue
    const action = textOf(option, 'append_action') ?? ''
    const replaces = action.startsWith('OVERWRITE') || (action === '' && fieldOf(option, 'append') === false)
    const isThere = changed.some(([name]) => name.toLowerCase() === key.toLowerCase())
    if (action === 'ADD_IF_ABSENT' && isThere) continue
    if (action === 'OVERWRITE_IF_EXISTS' && !isThere) continue
    if (replaces) changed = changed.filter(([name]) => name.toLowerCase() !== key.toLowerCase())
    changed = [...changed, [key, value]]
  }
  return changed
}

/** Whether the host is known only when one of the cluster's hosts is chosen. */
export function takesHostOfEndpoint(route: JsonObject): boolean {
  return flagOf(messageOf(route, 'route'), 'auto_host_rewrite')
}
