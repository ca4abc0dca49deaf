import type { ChartPort, Cost, Endpoint } from '@portolan/contract/chart'
import { strangerProxy } from '@portolan/sandbox/pods/istiod-debug'

/** One GET that a recording keeps the answer of. */
export type Question = { readonly target: string; readonly cost: Cost }

export type QuestionOptions = {
  readonly costly: boolean
  /** `POD.NAMESPACE` of the proxies that istiod is asked about. */
  readonly proxies: readonly string[]
}

/**
 * Queries beside the plain path, by the port's and the endpoint's id: those
 * that the views use. What Envoy can compute from a whole answer (`filter`,
 * `resource`, `mask`, `name_regex`) is not asked; replay computes it likewise.
 */
const queries: Readonly<Record<string, readonly string[]>> = {
  'envoy-admin clusters': ['', '?format=json'],
  'envoy-admin listeners': ['', '?format=json'],
  'envoy-admin stats': [
    '',
    '?format=json',
    '?type=Counters',
    '?type=Gauges',
    '?usedonly',
    '?usedonly&format=json',
    '?format=html',
  ],
  'envoy-admin config_dump': ['?include_eds'],
  'istiod-monitoring debug-cachez': ['', '?sizes=true'],
  'istiod-http debug-cachez': ['', '?sizes=true'],
}

/** `costly` in general, and yet what a recording is made for. */
const alwaysAsked: ReadonlySet<string> = new Set([
  'envoy-admin config_dump',
  'istiod-monitoring debug-config_dump',
  'istiod-http debug-config_dump',
])

/**
 * Never recorded: a stream without an end, profiles that run for as long as
 * they are told to, and probes that would call the application.
 */
const neverAsked: ReadonlySet<string> = new Set([
  'hystrix_event_stream',
  'debug-pprof-profile',
  'debug-pprof-trace',
  'app-health-container-livez',
  'app-health-container-readyz',
  'app-health-container-startupz',
  'debug-type',
])

/** The profiles that every Go program has; `debug=1` is the form that people read. */
const goProfiles = ['allocs', 'block', 'goroutine', 'heap', 'mutex', 'threadcreate']

/** The path that is asked to learn how a server answers what it does not know. */
export const unknownPath = '/no-such-path-of-portolan'

/**
 * What to ask one HTTP port of a chart: its probe, and every endpoint that the
 * catalog calls safe to read. Ports of the application have none: a question
 * there would be traffic.
 */
export function questionsFor(port: ChartPort, options: QuestionOptions): readonly Question[] {
  const probed: readonly Question[] =
    port.probe.kind === 'http' ? [{ target: port.probe.path, cost: 'low' }] : []
  const listed = port.endpoints.flatMap((endpoint) => questionsOf(port.id, endpoint, options))
  const all = [...probed, ...listed]
  return [...new Map(all.toReversed().map((question) => [question.target, question])).values()].toReversed()
}

function questionsOf(
  port: string,
  endpoint: Endpoint,
  { costly, proxies }: QuestionOptions,
): readonly Question[] {
  const { id, method, path, cost, danger } = endpoint
  const key = `${port} ${id}`
  if (method !== 'GET' || neverAsked.has(id)) return []
  if (danger !== 'read' && !alwaysAsked.has(key) && !(danger === 'costly' && costly)) return []
  if (id === 'debug-pprof-name')
    return goProfiles.map((name) => ({ target: `/debug/pprof/${name}?debug=1`, cost }))
  if (path.includes('{')) return []
  const required = endpoint.parameters.filter((one) => one.required === true)
  if (required.some(({ name }) => name !== 'proxyID')) return []
  if (required.length > 0) {
    return [strangerProxy, ...proxies].map((proxy) => ({ target: `${path}?proxyID=${proxy}`, cost }))
  }
  return (queries[key] ?? ['']).map((query) => ({ target: `${path}${query}`, cost }))
}

/** Files that a page of ControlZ is made of, as it names them: style, script, pictures. */
export function assetsOf(port: ChartPort, page: string): readonly Question[] {
  const templates = port.endpoints.filter(
    ({ method, path }) => method === 'GET' && /^\/(?:css|js|img)\/\{/.test(path),
  )
  if (templates.length === 0) return []
  const found = page.matchAll(/\b(?:src|href)="(\/(?:css|js|img)\/[A-Za-z0-9._-]+)"/g)
  return [...new Set(Array.from(found, ([, target = '']) => target))].map((target) => ({
    target,
    cost: 'low',
  }))
}
