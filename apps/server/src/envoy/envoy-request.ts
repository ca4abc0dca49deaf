import { judgeRequest } from '@portolan/catalog/allow-list'
import type { ChartPort } from '@portolan/contract/chart'
import { envoyParameters } from '@portolan/contract/envoy'
import type { EnvoyQuery, EnvoyQuestion } from '@portolan/contract/envoy'
import { AppError } from '../app-error.ts'

/** One question as it goes to Envoy's admin interface. */
export type EnvoyRequest = {
  readonly method: 'GET' | 'POST'
  /** With its query. */
  readonly path: string
  /** Felt by Envoy's main thread, so one at a time. */
  readonly isHeavy: boolean
}

/** What stands in Envoy's path and query for each question. */
const paths: Readonly<Record<EnvoyQuestion, readonly [path: string, fixed: string]>> = {
  'config-dump': ['/config_dump', ''],
  clusters: ['/clusters', 'format=json'],
  listeners: ['/listeners', 'format=json'],
  certs: ['/certs', ''],
  'server-info': ['/server_info', ''],
  memory: ['/memory', ''],
  runtime: ['/runtime', ''],
  'init-dump': ['/init_dump', ''],
  help: ['/help', ''],
  stats: ['/stats', 'format=json'],
  logging: ['/logging', ''],
}

type Parameter = Exclude<keyof EnvoyQuery, 'maxBytes'>

const parameterNames: Readonly<Record<Parameter, string>> = {
  resource: 'resource',
  mask: 'mask',
  nameRegex: 'name_regex',
  includeEds: 'include_eds',
  filter: 'filter',
  type: 'type',
  usedonly: 'usedonly',
  histogramBuckets: 'histogram_buckets',
}

/**
 * Turns a question into what Envoy is asked, if the catalog lists it for this port.
 * @throws AppError when the question does not take a parameter, or the catalog does not list it
 */
export function envoyRequest(port: ChartPort, question: EnvoyQuestion, asked: EnvoyQuery): EnvoyRequest {
  const takes = envoyParameters[question]
  const given = Object.keys(parameterNames).filter(isParameter)
  const foreign = given.find((name) => asked[name] !== undefined && !takes.includes(name))
  if (foreign !== undefined) {
    const known = takes.length === 0 ? 'none but maxBytes' : `${takes.join(', ')} and maxBytes`
    const detail = `${question} takes no ${foreign}. Its parameters are: ${known}.`
    throw new AppError({ code: 'bad-request', status: 400, detail })
  }
  const [path, fixed] = paths[question]
  const pairs = given.flatMap((name) => written(name, asked[name]))
  const query = [fixed, ...pairs].filter(Boolean).join('&')
  if (question === 'logging') {
    const isListed = port.endpoints.some((one) => one.method === 'POST' && one.path === path)
    if (!isListed) throw new AppError({ code: 'endpoint-not-listed', status: 403, detail: notListed(path) })
    return { method: 'POST', path, isHeavy: false }
  }
  const verdict = judgeRequest(port, { method: 'GET', path, query })
  if (!verdict.allowed) throw new AppError({ code: verdict.code, status: 403, detail: verdict.reason })
  // One field of a dump costs what that field costs, which is what to ask for instead of the whole.
  const isPart = question === 'config-dump' && asked.resource !== undefined
  return {
    method: 'GET',
    path: query === '' ? path : `${path}?${query}`,
    isHeavy: verdict.endpoint.cost === 'high' && !isPart,
  }
}

function isParameter(name: string): name is Parameter {
  return name in parameterNames
}

/** To Envoy the presence of a flag is what counts, whatever its value. */
function written(name: Parameter, value: string | undefined): readonly string[] {
  if (value === undefined) return []
  if (name === 'includeEds' || name === 'usedonly') return value === 'true' ? [parameterNames[name]] : []
  return [`${parameterNames[name]}=${encodeURIComponent(value)}`]
}

export function notListed(path: string): string {
  return `${path} is nothing that the catalog lists for this port`
}
