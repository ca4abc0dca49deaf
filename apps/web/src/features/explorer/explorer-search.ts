import { oneOf, textOf } from '../../documents/search-text.ts'

export const podFilters = [
  'trouble',
  'not-ready',
  'mesh',
  'control-plane',
  'gateways',
  'ambient',
  'outside',
] as const
/** Which pods the explorer shows; absent means all. */
export type PodFilter = (typeof podFilters)[number]

export type ExplorerSearch = {
  readonly q?: string | undefined
  readonly show?: PodFilter | undefined
}

export function readExplorerSearch(search: Readonly<Record<string, unknown>>): ExplorerSearch {
  return { q: textOf(search['q']), show: oneOf(podFilters, search['show']) }
}
