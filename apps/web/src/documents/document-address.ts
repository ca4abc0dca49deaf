import { readPodSearch } from '../features/pod/pod-search.ts'
import type { WorkbenchDocument } from './document.ts'
import { parseSearch, stringifySearch } from './search-text.ts'

/**
 * The address of a document: path and query, in this origin.
 * `/`, `/clusters/CLUSTER`, `/clusters/CLUSTER/ports?in=`,
 * `/files/ID?name=&in=`,
 * `/clusters/CLUSTER/pods/NAMESPACE/NAME?view=&port=&page=&in=`.
 * `q` and `show` are the explorer's, whatever document is in front.
 */
export function addressOf(document: WorkbenchDocument): string {
  switch (document.view) {
    case 'welcome':
      return document.cluster === undefined ? '/' : `/clusters/${segment(document.cluster)}`
    case 'pod': {
      const { cluster, pod, show } = document
      const path = ['clusters', cluster, 'pods', pod.namespace, pod.name].map(segment).join('/')
      return `/${path}${stringifySearch({ view: show.view, port: show.port, page: show.page, in: show.q })}`
    }
    case 'matrix':
      return `/clusters/${segment(document.cluster)}/ports${stringifySearch({ in: document.q })}`
    case 'proxy-file':
      return `/files/${segment(document.id)}${stringifySearch({ name: document.name, in: document.q })}`
    case 'unknown':
      return document.address
  }
}

/** The document that an address means. What it cannot mean is a document that says so. */
export function documentAt(pathname: string, search: string): WorkbenchDocument {
  const unknown: WorkbenchDocument = { view: 'unknown', address: `${pathname}${search}` }
  const parts = segments(pathname)
  if (parts === undefined) return unknown
  const [clusters, cluster, pods, namespace, name] = parts
  if (parts.length === 0) return { view: 'welcome' }
  if (clusters === 'files' && parts.length === 2 && cluster) {
    const { name: file, in: q } = parseSearch(search)
    return {
      view: 'proxy-file',
      id: cluster,
      name: file ?? cluster,
      q: typeof q === 'string' ? q : undefined,
    }
  }
  if (clusters !== 'clusters' || !cluster) return unknown
  if (parts.length === 2) return { view: 'welcome', cluster }
  if (parts.length === 3 && pods === 'ports') {
    const { in: q } = parseSearch(search)
    return { view: 'matrix', cluster, q: typeof q === 'string' ? q : undefined }
  }
  if (parts.length !== 5 || pods !== 'pods' || !namespace || !name) return unknown
  const show = readPodSearch(parseSearch(search))
  return { view: 'pod', cluster, pod: { namespace, name }, show }
}

/** Reads an address that {@link addressOf} wrote. */
export function documentOfAddress(address: string): WorkbenchDocument {
  const at = address.indexOf('?')
  return at === -1 ? documentAt(address, '') : documentAt(address.slice(0, at), address.slice(at))
}

/**
 * Browsers resolve `.` and `..` in a path, percent-encoded or not, so names of
 * nothing but dots get a tilde before them, and a tilde at the begin a second one.
 * @see https://url.spec.whatwg.org/#double-dot-path-segment
 */
function segment(text: string): string {
  return encodeURIComponent(/^(?:\.+$|~)/.test(text) ? `~${text}` : text)
}

function segments(pathname: string): readonly string[] | undefined {
  try {
    return pathname
      .split('/')
      .filter((part) => part !== '')
      .map((part) => decodeURIComponent(part).replace(/^~(?=\.+$|~)/, ''))
  } catch {
    return undefined
  }
}
