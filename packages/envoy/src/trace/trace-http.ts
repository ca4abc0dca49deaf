import { objectLink, istioObject } from '../clusters/istio-metadata.ts'
import type { DumpEntry } from '../dump/proxy-dump.ts'
import { flagOf, messageOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { chooseRoute, routeName } from './choose-route.ts'
import { chooseVirtualHost } from './choose-virtual-host.ts'
import type { FilterContext } from './filter-context.ts'
import { metFilters } from './http-filters.ts'
import { portOf, withoutPort } from './host-text.ts'
import { believed, headerOf, httpRequestOf } from './http-request.ts'
import type { HttpRequest } from './http-request.ts'
import { normalPath } from './normal-path.ts'
import { placeIn } from './note-steps.ts'
import type { Steps } from './note-steps.ts'
import { ended, reachCluster } from './reach-cluster.ts'
import { rewritten } from './sent-request.ts'
import { actionOf, wantsTls } from './take-route.ts'
import type { RouteAction } from './take-route.ts'
import type { Sentence, TracedRequest, TraceOutcome } from './trace.ts'

/** A request as it has come to a connection manager. */
export type ArrivedRequest = {
  readonly answers: ProxyAnswers
  readonly request: TracedRequest
  readonly manager: JsonObject
  /** The listener, and where in it the manager's message stands. */
  readonly listener: DumpEntry
  readonly path: string
  readonly connection: Pick<FilterContext, 'destination' | 'serverName' | 'principal' | 'isTls'>
}

/** Where a route stands. */
type Found = {
  readonly virtualHost: JsonObject
  readonly route: JsonObject
  readonly routes: JsonObject
}

/**
 * Through a connection manager: route configuration, virtual host, route, the
 * filters in their order, and what the router does in the end.
 * @see envoy: source/common/http/conn_manager_impl.cc, source/common/router/router.cc
 */
export function traceHttp(came: ArrivedRequest, steps: Steps): readonly TraceOutcome[] {
  const { manager, connection, answers } = came
  const request = believed(manager, came.request, connection.isTls)
  const arrived = { ...came, request }
  const normal = normalPath(manager, request.path)
  if (normal.kind === 'refused') {
    steps.add({
      kind: 'http-filter',
      verdict: 'refused',
      name: 'path_with_escaped_slashes_action',
      because: [{ word: 'trace.escaped-slash' }],
      rule: 'http-connection-manager',
    })
    return [ended(true, 400, 'DPE', undefined)]
  }
  if (normal.kind === 'redirected')
    return [{ kind: 'answered', status: 307, flag: undefined, location: normal.path, percent: undefined }]
  const http = httpRequestOf({ ...request, host: hostOf(manager, request) }, normal.path, connection.isTls)
  const found = findRoute(arrived, http, normal.changed ? normal.path : undefined, steps)
  if (found === 'unknown') return [{ kind: 'unknown', percent: undefined }]
  const action = found === undefined ? undefined : actionOf(found.route, http)
  const clusters = action?.kind === 'clusters' ? action.clusters : []
  const [only] = clusters.length === 1 ? clusters : []
  const context: FilterContext = {
    ...connection,
    dump: answers.dump,
    request,
    http,
    remoteIp: remoteIpOf(manager, request, http),
    shadows: new Map(),
    perFilter: found === undefined ? [] : [only?.message ?? {}, found.route, found.virtualHost, found.routes],
  }
  const before = passFilters(arrived, context, steps)
  if (before.ends) return before.outcomes
  const rest = 100 - before.outcomes.reduce((sum, { percent }) => sum + (percent ?? 0), 0)
  const after = routed(arrived, found, action, http, normal.path, rest, before.delay, steps)
  return [...before.outcomes, ...after]
}

/** The filters' say, and what some of the requests get from them. */
function passFilters(
  { manager, listener, path }: ArrivedRequest,
  context: FilterContext,
  steps: Steps,
): {
  readonly ends: boolean
  readonly outcomes: readonly TraceOutcome[]
  readonly delay: number | undefined
} {
  const outcomes: TraceOutcome[] = []
  let delay: number | undefined
  for (const { name, decision, rule, path: within } of metFilters(manager, context)) {
    const { verdict, because, losers = [], object, answer } = decision
    steps.add({
      kind: 'http-filter',
      verdict,
      name,
      because,
      losers,
      object,
      rule,
      place: placeIn(listener, `${path}.${within}`),
    })
    delay = decision.delay ?? delay
    if (answer === undefined) continue
    outcomes.push(ended(true, answer.status, answer.flag, verdict === 'refused' ? undefined : answer.percent))
    if (verdict === 'refused') return { ends: true, outcomes: outcomes.slice(-1), delay }
  }
  return { ends: false, outcomes, delay }
}

function findRoute(
  { answers, manager, request, listener, path }: ArrivedRequest,
  http: HttpRequest,
  changedPath: string | undefined,
  steps: Steps,
): Found | undefined | 'unknown' {
  const name = textOf(messageOf(manager, 'rds'), 'route_config_name')
  const entry = answers.dump.entries.route.find(
    (one) => one.name === name && (one.state === 'active' || one.state === 'static'),
  )
  const inline = messageOf(manager, 'route_config')
  const routes = inline ?? entry?.resource
  const link = name === undefined ? undefined : ({ kind: 'row', table: 'routes', name } as const)
  if (routes === undefined) {
    const isScoped = messageOf(manager, 'scoped_routes') !== undefined
    steps.add({
      kind: 'virtual-host',
      verdict: isScoped ? 'unknown' : 'refused',
      name: name ?? '',
      because: [
        isScoped
          ? { word: 'trace.not-evaluated', values: { what: 'scoped_routes' } }
          : { word: 'trace.routes-missing', values: { name: name ?? '' } },
      ],
      rule: 'http-connection-manager',
    })
    return isScoped ? 'unknown' : undefined
  }
  const host = chooseVirtualHost(routes, http.authority)
  const at =
    entry !== undefined && inline === undefined ? placeIn(entry) : placeIn(listener, `${path}.route_config`)
  const within = (inner: string) => ({ ...at, path: `${at.path}.${inner}` })
  const hostPath = `virtual_hosts[${host.place}]`
  const configuration: Sentence = { word: 'trace.route-configuration', values: { name: name ?? 'inline' } }
  const { virtualHost } = host
  steps.add({
    kind: 'virtual-host',
    verdict: virtualHost === undefined ? 'refused' : 'taken',
    name: textOf(virtualHost, 'name') ?? http.authority,
    because: [
      configuration,
      virtualHost === undefined
        ? { word: 'trace.no-virtual-host', values: { host: host.host } }
        : { word: 'trace.domain-fits', values: { domain: host.domain, host: host.host } },
    ],
    losers: host.losers,
    link,
    ...(virtualHost === undefined ? {} : { place: within(hostPath) }),
    rule: 'virtual-host',
  })
  if (virtualHost === undefined || wantsTls(virtualHost, http)) {
    return virtualHost === undefined ? undefined : { virtualHost, routes, route: toTls }
  }
  const { route, place, losers, unknown } = chooseRoute(virtualHost, http)
  const because: Sentence[] = [
    ...(changedPath === undefined
      ? []
      : [{ word: 'trace.path-normalised', values: { from: request.path, to: changedPath } } as const]),
    unknown?.because ?? { word: route === undefined ? 'trace.no-route' : 'trace.route-fits' },
  ]
  steps.add({
    kind: 'route',
    verdict: unknown === undefined ? (route === undefined ? 'refused' : 'taken') : 'unknown',
    name: unknown?.name ?? (route === undefined ? http.pathOnly : routeName(route)),
    because,
    losers,
    link,
    object: objectLink(istioObject(route)),
    ...(route === undefined ? {} : { place: within(`${hostPath}.routes[${place}]`) }),
    rule: 'route',
  })
  if (unknown !== undefined) return 'unknown'
  return route === undefined ? undefined : { virtualHost, route, routes }
}

/** What `require_tls` does with a plain request. */
const toTls: JsonObject = { redirect: { https_redirect: true } }

function routed(
  { answers, request, connection, manager }: ArrivedRequest,
  found: Found | undefined,
  action: RouteAction | undefined,
  http: HttpRequest,
  path: string,
  rest: number,
  delay: number | undefined,
  steps: Steps,
): readonly TraceOutcome[] {
  const share = rest === 100 ? undefined : rest
  if (found === undefined || action === undefined) return [ended(true, 404, 'NR', share)]
  switch (action.kind) {
    case 'redirect':
      return [
        {
          kind: 'answered',
          status: action.status,
          flag: undefined,
          location: action.location,
          percent: share,
        },
      ]
    case 'response':
      return [ended(true, action.status, undefined, share)]
    case 'unknown':
      return [{ kind: 'unknown', percent: share }]
    case 'clusters':
      return action.clusters.map(({ name, percent, message }) => {
        const holders = [message, found.route, found.virtualHost, found.routes]
        const sent: TracedRequest = {
          ...request,
          ...rewritten(
            { ...request, host: http.authority, headers: withCaller(manager, request) },
            path,
            found.route,
            holders,
          ),
          serverName: undefined,
          source: { ip: undefined, principal: undefined },
        }
        const of = percent === undefined ? share : (percent * rest) / 100
        const departing = {
          cluster: name,
          sent,
          isHttp: true,
          original: connection.destination,
          percent: of,
          delay,
        }
        return reachCluster(answers, departing, steps)
      })
  }
}

/** An edge writes down from where a request came. */
function withCaller(manager: JsonObject, { headers, source }: TracedRequest): TracedRequest['headers'] {
  const writes = flagOf(manager, 'use_remote_address') && !flagOf(manager, 'skip_xff_append')
  if (!writes || source.ip === undefined) return headers
  const name = 'x-forwarded-for'
  const before = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
  const others = headers.filter(([key]) => key.toLowerCase() !== name)
  return [...others, [name, [...before, source.ip].join(',')]]
}

/** The host as routes see it: `strip_any_host_port`, `strip_matching_host_port`. */
function hostOf(manager: JsonObject, { host, destination }: TracedRequest): string {
  if (flagOf(manager, 'strip_any_host_port')) return withoutPort(host)
  const matches = flagOf(manager, 'strip_matching_host_port') && portOf(host) === destination.port
  return matches ? withoutPort(host) : host
}

/**
 * The address that counts as the caller's: at an edge the one that connects, else
 * what `x-forwarded-for` says, as many hops from its end as are trusted.
 * @see envoy: docs, http_conn_man/headers (x-forwarded-for)
 */
function remoteIpOf(manager: JsonObject, { source }: TracedRequest, http: HttpRequest): string | undefined {
  const hops = numberOf(manager, 'xff_num_trusted_hops') ?? 0
  const isEdge = flagOf(manager, 'use_remote_address')
  const told = (headerOf(http, 'x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  const fromEnd = isEdge ? hops - 1 : hops
  if (isEdge && hops === 0) return source.ip
  return told.at(-1 - fromEnd) || source.ip
}
