import { flagOf, numberOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { TracedRequest } from './trace.ts'

/** A request as the matchers of routes and filters see it. */
export type HttpRequest = {
  /** Names in lower case, `:method`, `:path`, `:authority` and `:scheme` among them; `host` is `:authority`. */
  readonly headers: ReadonlyMap<string, string>
  readonly method: string
  /** Without the query. */
  readonly pathOnly: string
  readonly query: string
  readonly authority: string
  readonly isTls: boolean
}

/**
 * Headers that Envoy sets or changes by itself before anything looks at them.
 * What they will be is known only where somebody says it.
 */
const setByEnvoy = /^x-(?:request-id|forwarded-|envoy-|b3-)|^(?:traceparent|tracestate)$/

/**
 * The request as a connection manager takes it over: unless proxies before it are
 * trusted, an edge writes down itself whether the caller came by HTTPS, whatever was said.
 * @see envoy: source/common/http/conn_manager_utility.cc (mutateRequestHeaders)
 */
export function believed(manager: JsonObject, request: TracedRequest, isTls: boolean): TracedRequest {
  const isEdge = flagOf(manager, 'use_remote_address')
  if (!isEdge || (numberOf(manager, 'xff_num_trusted_hops') ?? 0) > 0) return request
  const others = request.headers.filter(([name]) => name.toLowerCase() !== forwardedProto)
  return { ...request, headers: [...others, [forwardedProto, isTls ? 'https' : 'http']] }
}

/** @param path after normalisation, with the query */
export function httpRequestOf(request: TracedRequest, path: string, isTls: boolean): HttpRequest {
  const headers = new Map<string, string>()
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase()
    const before = headers.get(key)
    headers.set(key, before === undefined ? value : `${before},${value}`)
  }
  const scheme = headers.get(forwardedProto) ?? (isTls ? 'https' : 'http')
  headers.set(':method', request.method)
  headers.set(':path', path)
  headers.set(':authority', request.host)
  headers.set(':scheme', scheme)
  const [pathOnly = '', ...query] = withoutFragment(path).split('?')
  return { headers, method: request.method, pathOnly, query: query.join('?'), authority: request.host, isTls }
}

/** `http` or `https`, as the first of all proxies met the caller. */
const forwardedProto = 'x-forwarded-proto'

/** The value of a header; `undefined` without it. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  return request.headers.get(keyOf(name))
}

/** Whether Envoy sets a header by itself, and nobody told to what. */
export function isUntold(request: HttpRequest, name: string): boolean {
  const key = keyOf(name)
  return setByEnvoy.test(key) && !request.headers.has(key)
}

function keyOf(name: string): string {
  const key = name.toLowerCase()
  return key === 'host' ? ':authority' : key
}

function withoutFragment(path: string): string {
  const at = path.indexOf('#')
  return at === -1 ? path : path.slice(0, at)
}
