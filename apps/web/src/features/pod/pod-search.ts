import { oneOf, textOf } from '../../documents/search-text.ts'

export const podViews = [
  'chart',
  'ports',
  'original',
  'envoy',
  'health',
  'processes',
  'sockets',
  'redirection',
] as const
export type PodViewName = (typeof podViews)[number]

/** Those that an address names. */
const laterViews = podViews.filter((view) => view !== 'chart')

/** What a link to a pod says about its view; the only place where it is kept. */
export type PodSearch = {
  /** Absent means the chart. */
  readonly view?: Exclude<PodViewName, 'chart'> | undefined
  /** The key of the chosen port. */
  readonly port?: string | undefined
  /** Path and query of the original page that is open. */
  readonly page?: string | undefined
  /** What the view is narrowed to or has chosen, in its own words. */
  readonly q?: string | undefined
}

export function readPodSearch(search: Readonly<Record<string, unknown>>): PodSearch {
  return {
    view: oneOf(laterViews, search['view']),
    port: textOf(search['port']),
    page: textOf(search['page']),
    // In an address, `q` is what the explorer is filtered by.
    q: textOf(search['in']),
  }
}
