import { socketFamilies, socketStates } from '@portolan/contract/inside'
import type { InsideSocket, SocketState } from '@portolan/contract/inside'
import { oneOf } from '../../documents/search-text.ts'
import { meansOneOf, readWordedSearch, writeWordedSearch } from '../../documents/worded-search.ts'
import { readSort, sortValues, writeSort } from '../table/sort.ts'
import type { Sort } from '../table/sort.ts'

export const socketColumns = [
  'state',
  'family',
  'local',
  'remote',
  'peer',
  'process',
  'role',
  'receive',
  'send',
  'uid',
  'inode',
] as const
export type SocketColumn = (typeof socketColumns)[number]

export const socketGroupings = ['peer', 'process', 'state'] as const
export type SocketGrouping = (typeof socketGroupings)[number]

/** Which sockets are shown, and in which order. */
export type SocketView = {
  readonly text: string
  readonly state: SocketState | undefined
  readonly family: InsideSocket['family'] | undefined
  readonly by: SocketGrouping | undefined
  /** Only what the latest look found new or gone. */
  readonly changed: boolean
  readonly sort: Sort<SocketColumn>
}

/** What each name of a link may say. */
const means = meansOneOf({
  state: socketStates,
  family: socketFamilies,
  by: socketGroupings,
  only: ['changed'],
  sort: sortValues(socketColumns),
})

/** What a link says of the table; see worded-search.ts. */
export function readSocketView(q: string | undefined): SocketView {
  const { text, named } = readWordedSearch(q, means)
  return {
    text,
    state: oneOf(socketStates, named.get('state')),
    family: oneOf(socketFamilies, named.get('family')),
    by: oneOf(socketGroupings, named.get('by')),
    changed: named.get('only') === 'changed',
    sort: readSort(socketColumns, named.get('sort'), 'state'),
  }
}

export function writeSocketView({ text, state, family, by, changed, sort }: SocketView): string | undefined {
  const order = writeSort(sort, 'state')
  const named = new Map<string, string>()
  if (state !== undefined) named.set('state', state)
  if (family !== undefined) named.set('family', family)
  if (by !== undefined) named.set('by', by)
  if (changed) named.set('only', 'changed')
  if (order !== undefined) named.set('sort', order)
  return writeWordedSearch({ text, named })
}
