import { oneOf, textOf } from '../../documents/search-text.ts'

export const podViews = ['chart', 'ports', 'original'] as const
export type PodViewName = (typeof podViews)[number]

/** What a link to a pod says about its view; the only place where it is kept. */
export type PodSearch = {
  /** Absent means the chart. */
  readonly view?: Exclude<PodViewName, 'chart'> | undefined
  /** The key of the chosen port. */
  readonly port?: string | undefined
  /** Path and query of the original page that is open. */
  readonly page?: string | undefined
}

export function readPodSearch(search: Readonly<Record<string, unknown>>): PodSearch {
  return {
    view: oneOf(['ports', 'original'], search['view']),
    port: textOf(search['port']),
    page: textOf(search['page']),
  }
}
