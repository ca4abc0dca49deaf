import { fieldOf, flagOf, messageOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { redirectStatus, weightedClusters } from '../routes/action-text.ts'
import type { HttpRequest } from './http-request.ts'
import { headerOf } from './http-request.ts'
import { withoutPort } from './host-text.ts'
import { replacedByRegex } from './matches-regex.ts'
import { withPrefix } from './sent-request.ts'

/** A cluster that a route leads to. */
export type TargetCluster = {
  readonly name: string
  /** Of all requests; `undefined` for the only one. */
  readonly percent: number | undefined
  /** What the route says for this cluster alone: headers, settings of filters. */
  readonly message: JsonObject
}

/** What a route does with a request that it has taken. */
export type RouteAction =
  | { readonly kind: 'clusters'; readonly clusters: readonly TargetCluster[] }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  | { readonly kind: 'response'; readonly status: number }
  | { readonly kind: 'unknown'; readonly what: string }

/** @see envoy: api/envoy/config/route/v3/route_components.proto, Route */
export function actionOf(route: JsonObject, request: HttpRequest): RouteAction {
  const redirect = messageOf(route, 'redirect')
  if (redirect !== undefined) return redirectOf(route, redirect, request)
  const response = messageOf(route, 'direct_response')
  if (response !== undefined) return { kind: 'response', status: numberOf(response, 'status') ?? 200 }
  const action = messageOf(route, 'route')
  const cluster = textOf(action, 'cluster')
  if (cluster !== undefined)
    return { kind: 'clusters', clusters: [{ name: cluster, percent: undefined, message: {} }] }
  const header = textOf(action, 'cluster_header')
  if (header !== undefined) {
    const name = headerOf(request, header) ?? ''
    return { kind: 'clusters', clusters: [{ name, percent: undefined, message: {} }] }
  }
  const weighted = messageOf(action, 'weighted_clusters')
  if (weighted === undefined) return { kind: 'unknown', what: Object.keys(action ?? route).join(', ') }
  const shares = weightedClusters(weighted).filter(({ weight }) => weight > 0)
  if (shares.length === 0) return { kind: 'unknown', what: 'weighted_clusters' }
  return {
    kind: 'clusters',
    clusters: shares.map(({ message, percent }) => ({
      name: textOf(message, 'name') ?? headerOf(request, textOf(message, 'cluster_header') ?? '') ?? '',
      percent: shares.length === 1 ? undefined : percent,
      message,
    })),
  }
}

/** @see envoy: source/common/router/config_impl.cc (RouteEntryImplBase::newPath, getPathRedirect) */
function redirectOf(route: JsonObject, redirect: JsonObject, request: HttpRequest): RouteAction {
  const scheme = flagOf(redirect, 'https_redirect')
    ? 'https'
    : (textOf(redirect, 'scheme_redirect') ?? headerOf(request, ':scheme') ?? 'http')
  const host = textOf(redirect, 'host_redirect') || redirectedHost(request, scheme, redirect)
  const port = numberOf(redirect, 'port_redirect')
  const withPort = port === undefined ? host : `${withoutPort(host)}:${port}`
  const keepsQuery = !flagOf(redirect, 'strip_query') && request.query !== ''
  const path = redirectedPath(route, redirect, request)
  const query = keepsQuery && !path.includes('?') ? `?${request.query}` : ''
  return {
    kind: 'redirect',
    status: redirectStatus(redirect),
    location: `${scheme}://${withPort}${path}${query}`,
  }
}

/** A port that belongs to the scheme that is left is dropped with it. */
function redirectedHost({ authority, isTls }: HttpRequest, scheme: string, redirect: JsonObject): string {
  const changes =
    fieldOf(redirect, 'https_redirect') !== undefined || fieldOf(redirect, 'scheme_redirect') !== undefined
  const usual = isTls ? ':443' : ':80'
  return changes && (scheme === 'https') !== isTls && authority.endsWith(usual)
    ? withoutPort(authority)
    : authority
}

function redirectedPath(route: JsonObject, redirect: JsonObject, { pathOnly }: HttpRequest): string {
  const path = textOf(redirect, 'path_redirect')
  if (path !== undefined && path !== '') return path
  const prefix = textOf(redirect, 'prefix_rewrite')
  if (prefix !== undefined && prefix !== '') return withPrefix(messageOf(route, 'match'), prefix, pathOnly)
  const regex = messageOf(redirect, 'regex_rewrite')
  const pattern = textOf(messageOf(regex, 'pattern'), 'regex')
  if (pattern === undefined) return pathOnly
  return replacedByRegex(pattern, pathOnly, textOf(regex, 'substitution') ?? '') ?? pathOnly
}

/** Whether a virtual host sends requests to HTTPS, which to an edge counts only by what it met itself. */
export function wantsTls(virtualHost: JsonObject, { headers }: HttpRequest): boolean {
  const asked = textOf(virtualHost, 'require_tls') ?? 'NONE'
  return asked !== 'NONE' && headers.get(':scheme') !== 'https'
}
