import { socketFamilies, socketStates } from '@portolan/contract/inside'
import type { InsideSocket, SocketState } from '@portolan/contract/inside'
import { oneOf } from '../../documents/search-text.ts'
import { readInsideSearch, writeInsideSearch } from './inside-search.ts'

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
  readonly sort: { readonly column: SocketColumn; readonly descending: boolean }
}

/** What each name of a link may say; a minus before a column turns the order round. */
const values: Readonly<Record<string, readonly string[]>> = {
  state: socketStates,
  family: socketFamilies,
  by: socketGroupings,
  only: ['changed'],
  sort: socketColumns.flatMap((column) => [column, `-${column}`]),
}

function means(name: string, value: string): boolean {
  return Object.hasOwn(values, name) && values[name]?.includes(value) === true
}

/** What a link says of the table; see inside-search.ts. */
export function readSocketView(q: string | undefined): SocketView {
  const { text, named } = readInsideSearch(q, means)
  const sort = named.get('sort') ?? 'state'
  return {
    text,
    state: oneOf(socketStates, named.get('state')),
    family: oneOf(socketFamilies, named.get('family')),
    by: oneOf(socketGroupings, named.get('by')),
    changed: named.get('only') === 'changed',
    sort: {
      column: oneOf(socketColumns, sort.replace(/^-/, '')) ?? 'state',
      descending: sort.startsWith('-'),
    },
  }
}

export function writeSocketView({ text, state, family, by, changed, sort }: SocketView): string | undefined {
  const order = `${sort.descending ? '-' : ''}${sort.column}`
  const named = new Map<string, string>()
  if (state !== undefined) named.set('state', state)
  if (family !== undefined) named.set('family', family)
  if (by !== undefined) named.set('by', by)
  if (changed) named.set('only', 'changed')
  if (order !== 'state') named.set('sort', order)
  return writeInsideSearch({ text, named })
}
