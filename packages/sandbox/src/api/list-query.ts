import { keyOf, type KubeObject, type ResourceName } from '../kube-object.ts'
import { parseFieldSelector, parseLabelSelector, SelectorError, type Selector } from './selectors.ts'
import { badRequest, tooLargeResourceVersion, type Status } from './status.ts'

/** A list or watch as asked for. */
export type ListQuery = {
  readonly resource: ResourceName
  readonly namespace: string | undefined
  readonly matches: Selector
  /** No selector at all, which lets the API server count what remains. */
  readonly whole: boolean
  readonly limit: number
  /** The key to go on after. */
  readonly after: string | undefined
}

/** Reads the query of a list or watch; a Status where the API server would refuse it. */
export function readListQuery(
  resource: ResourceName,
  namespace: string | undefined,
  query: URLSearchParams,
): ListQuery | { readonly refused: Status } {
  const labels = query.get('labelSelector') ?? ''
  const fields = query.get('fieldSelector') ?? ''
  const token = query.get('continue')
  const after = token ? readContinue(token) : undefined
  if (token && after === undefined) {
    return {
      refused: badRequest('invalid continue token: continue key is not valid: unexpected end of JSON input'),
    }
  }
  try {
    const byLabels = parseLabelSelector(labels)
    const byFields = parseFieldSelector(fields)
    return {
      resource,
      namespace,
      matches: (object) =>
        (namespace === undefined || object.metadata.namespace === namespace) &&
        byLabels(object) &&
        byFields(object),
      whole: labels === '' && fields === '',
      limit: Number(query.get('limit') ?? 0),
      after,
    }
  } catch (error) {
    if (error instanceof SelectorError) return { refused: badRequest(error.message) }
    throw error
  }
}

export type Page = {
  readonly items: readonly KubeObject[]
  readonly continue: string | undefined
  readonly remaining: number | undefined
}

/** Cuts one page out of a sorted list. */
export function pageOf(objects: readonly KubeObject[], query: ListQuery): Page {
  const { after } = query
  const matching = objects.filter(
    (object) => query.matches(object) && (after === undefined || keyOf(object) > after),
  )
  if (query.limit <= 0 || matching.length <= query.limit) {
    return { items: matching, continue: undefined, remaining: undefined }
  }
  const items = matching.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items,
    continue: last && writeContinue(keyOf(last)),
    remaining: query.whole ? matching.length - items.length : undefined,
  }
}

/** A list may name the version it wants; one that is yet to come is refused. */
export function checkVersion(query: URLSearchParams, current: number): Status | undefined {
  const asked = Number(query.get('resourceVersion') ?? 0)
  return asked > current ? tooLargeResourceVersion(asked, current) : undefined
}

function writeContinue(key: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', start: `/${key}\0` })).toString('base64url')
}

function readContinue(token: string): string | undefined {
  const start = /"start":"\/(.*?)\\u0000"/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  return start
}
