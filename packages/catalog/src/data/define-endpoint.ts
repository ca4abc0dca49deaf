import type { Cost, Danger, Endpoint, EndpointParameter } from '@portolan/contract/chart'

type EndpointData = {
  readonly parameters?: readonly (string | EndpointParameter)[]
  readonly danger?: Danger
  readonly cost?: Cost
  readonly answers?: Endpoint['answers']
  /** First and last Istio minor release that have it, e.g. `1.25`. */
  readonly since?: string
  readonly until?: string
}

/** An endpoint that only tells. Its id is the path without slashes and braces: `/debug/pprof/{name}` is `debug-pprof-name`. */
export function get(path: string, data: EndpointData = {}): Endpoint {
  return endpoint('GET', path, data)
}

/** An endpoint that acts, and therefore wants a POST. Never part of an original page. */
export function post(path: string, danger: 'mutating' | 'disruptive', data: EndpointData = {}): Endpoint {
  return endpoint('POST', path, { ...data, danger })
}

/** As {@link post}; ControlZ uses this method. */
export function put(path: string, danger: 'mutating' | 'disruptive', data: EndpointData = {}): Endpoint {
  return endpoint('PUT', path, { ...data, danger })
}

/** A parameter that takes some values only. A form sends the empty value too, which stands for none of them. */
export function oneOf(name: string, ...values: readonly string[]): EndpointParameter {
  return { name, values: [...values] }
}

function endpoint(method: Endpoint['method'], path: string, data: EndpointData): Endpoint {
  const name = path.replaceAll(/[{}]/g, '').split('/').filter(Boolean).join('-') || 'index'
  return {
    id: method === 'GET' ? name : `${method.toLowerCase()}-${name}`,
    method,
    path,
    parameters: (data.parameters ?? []).map((one) => (typeof one === 'string' ? { name: one } : one)),
    danger: data.danger ?? 'read',
    cost: data.cost ?? 'low',
    answers: data.answers ?? 'text',
    ...(data.since ? { since: data.since } : {}),
    ...(data.until ? { until: data.until } : {}),
  }
}
