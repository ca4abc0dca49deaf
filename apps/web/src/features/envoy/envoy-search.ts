import { tableIds } from '@portolan/envoy/table/resource-table'
import type { TableId } from '@portolan/envoy/table/resource-table'
import { oneOf } from '../../documents/search-text.ts'
import { readWordedSearch, writeWordedSearch } from '../../documents/worded-search.ts'

/** The parts of the view of a pod's Envoy. */
export const envoySections = ['overview', 'trace', ...tableIds, 'bootstrap', 'dump', 'compare'] as const
export type EnvoySection = (typeof envoySections)[number]

/** What a link says of the view of a pod's Envoy. */
export type EnvoySearch = {
  readonly section: EnvoySection
  readonly text: string
  /** A column's id, with a minus before it to turn the order round. */
  readonly sort: string | undefined
  /** What cells must be, by the ids of their columns. */
  readonly only: Readonly<Record<string, string>>
  /** The name of the row that is open. */
  readonly row: string | undefined
  /** The request that is traced, as `writeQuestion` has it. */
  readonly trace: string | undefined
}

export function isTable(section: EnvoySection): section is TableId {
  return oneOf(tableIds, section) !== undefined
}

/**
 * Reads `at:clusters sort:-cluster.port cluster.state:active row:NAME text`. Values
 * are percent-encoded, because names may hold blanks. A column that the table does
 * not have narrows nothing.
 */
export function readEnvoySearch(q: string | undefined): EnvoySearch {
  const { text, named } = readWordedSearch(q, (name, value) => isNamed(name) && decoded(value) !== undefined)
  const value = (name: string) => decoded(named.get(name) ?? '') || undefined
  const only = [...named.keys()].flatMap((name) => {
    const wanted = name.startsWith('only.') ? decoded(named.get(name) ?? '') : undefined
    return wanted === undefined ? [] : [[name.slice('only.'.length), wanted] as const]
  })
  return {
    section: oneOf(envoySections, value('at')) ?? 'overview',
    text,
    sort: value('sort'),
    only: Object.fromEntries(only),
    row: value('row'),
    trace: value('trace'),
  }
}

export function writeEnvoySearch({ section, text, sort, only, row, trace }: EnvoySearch): string | undefined {
  const named = new Map<string, string>()
  if (section !== 'overview') named.set('at', section)
  if (sort !== undefined) named.set('sort', encodeURIComponent(sort))
  for (const [id, wanted] of Object.entries(only)) named.set(`only.${id}`, encodeURIComponent(wanted))
  if (row !== undefined) named.set('row', encodeURIComponent(row))
  if (trace !== undefined) named.set('trace', encodeURIComponent(trace))
  return writeWordedSearch({ text, named })
}

function isNamed(name: string): boolean {
  return ['at', 'sort', 'row', 'trace'].includes(name) || /^only\.[a-z]+\.[A-Za-z]+$/.test(name)
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
