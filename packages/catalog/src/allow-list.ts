import type { ChartPort, Endpoint } from '@portolan/contract/chart'
import type { ProblemCode } from '@portolan/contract/problem'
import { matchPath, pathTrick } from './request-path.ts'
import { readQuery } from './request-query.ts'

/** What a browser wants of an original page: the raw path and the raw query, without its question mark. */
export type PageRequest = { readonly method: string; readonly path: string; readonly query: string }

export type Judgement =
  | { readonly allowed: true; readonly endpoint: Endpoint }
  | { readonly allowed: false; readonly code: ProblemCode; readonly reason: string }

/**
 * Whether an original page may send this request to this port. Only what the
 * catalog lists passes, path and query: istiod changes things on GET, so the
 * method alone says nothing. Nothing is normalised: a path that needs it is
 * refused, because the component might read it in its own way.
 */
export function judgeRequest(port: ChartPort, request: PageRequest): Judgement {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refused(
      'method-refused',
      `${bounded(request.method)}: original pages are read with GET and HEAD only`,
    )
  }
  const trick = pathTrick(request.path)
  if (trick !== undefined) return refused('path-refused', `the path holds ${trick}`)
  const query = readQuery(request.query)
  if (query.kind === 'bad') return refused('query-refused', `the query holds ${query.what}`)
  if (port.id === 'application') return { allowed: true, endpoint: anyPage }

  const matching = port.endpoints.filter((endpoint) => matchPath(endpoint.path, request.path))
  const harmful = matching.find(({ danger }) => danger === 'disruptive' || danger === 'mutating')
  const endpoint = matching.find(({ method }) => method === 'GET')
  if (endpoint === undefined || endpoint.danger === 'disruptive' || endpoint.danger === 'mutating') {
    return harmful === undefined
      ? refused(
          'endpoint-not-listed',
          `${bounded(request.path)} is no page that the catalog lists for this port`,
        )
      : refused(
          'endpoint-disruptive',
          `${bounded(request.path)} changes what the component does (${harmful.danger})`,
        )
  }
  for (const { name, value } of query.parameters) {
    const parameter = endpoint.parameters.find((one) => one.name === name)
    if (parameter === undefined) {
      return refused(
        'query-refused',
        `${bounded(name)} is no parameter that the catalog lists for ${endpoint.path}`,
      )
    }
    if (parameter.danger === 'disruptive' || parameter.danger === 'mutating') {
      return refused('endpoint-disruptive', `${endpoint.path} with ${name} changes what the component does`)
    }
    // A form sends every field it has, so an empty value means that nothing was chosen.
    if (parameter.values !== undefined && value !== '' && !parameter.values.includes(value)) {
      return refused('query-refused', `${name} takes ${parameter.values.join(', ')}`)
    }
  }
  return { allowed: true, endpoint }
}

/** The workload's own pages are not the catalog's to list; the user confirmed that they may be asked. */
const anyPage: Endpoint = {
  id: 'application-page',
  method: 'GET',
  path: '/',
  parameters: [],
  danger: 'read',
  cost: 'medium',
  answers: 'html',
}

function refused(code: ProblemCode, reason: string): Judgement {
  return { allowed: false, code, reason }
}

function bounded(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text
}
