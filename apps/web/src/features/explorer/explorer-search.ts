import { oneOf, textOf } from '../../router-search.ts'

export const podFilters = ['not-ready', 'mesh', 'control-plane', 'gateways', 'outside'] as const
/** Which pods the explorer shows; absent means all. */
export type PodFilter = (typeof podFilters)[number]

export type ExplorerSearch = {
  readonly q?: string | undefined
  readonly show?: PodFilter | undefined
}

export function readExplorerSearch(search: Readonly<Record<string, unknown>>): ExplorerSearch {
  return { q: textOf(search['q']), show: oneOf(podFilters, search['show']) }
}
