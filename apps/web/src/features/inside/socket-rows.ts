import { socketStates } from '@portolan/contract/inside'
import type { InsideLook, InsideSocket, SocketEnd } from '@portolan/contract/inside'
import type { InsideChange } from '@portolan/contract/inside-changes'
import type { SocketColumn, SocketView } from './socket-view.ts'

/** Opened since the look before, or closed since it: shown until the next look. */
export type SocketMark = 'new' | 'gone' | undefined

/** A socket as a line of the table: every cell is the text that is shown, searched and sorted by. */
export type SocketRow = {
  /** Unique among the rows. */
  readonly id: string
  readonly socket: InsideSocket
  readonly mark: SocketMark
  readonly cells: Readonly<Record<SocketColumn, string>>
}

/** What has to be said in the reader's language. */
export type SocketWords = {
  readonly peer: (socket: InsideSocket) => string
  readonly role: (socket: InsideSocket) => string
}

/** `10.0.0.1:8080`, `[::1]:8080`; the port 0 stands for any: `0.0.0.0:*`. */
export function endText({ address, port }: SocketEnd): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port === 0 ? '*' : port}`
}

/** Where it listens or was opened: an address and port, or a path. An unnamed Unix socket has neither. */
export function localText({ local, path }: InsideSocket): string {
  return local === undefined ? (path ?? '') : endText(local)
}

/** The processes that have it open, as `envoy (17)`; a socket can be shared. */
export function holdersText({ holders }: InsideSocket): string {
  return [...new Set(holders.map(({ name, pid }) => `${name} (${pid})`))].join(', ')
}

/** The change that the latest look found, if it found any. */
export function changeOf(look: InsideLook, history: readonly InsideChange[]): InsideChange | undefined {
  const last = history.at(-1)
  return last?.at === look.at ? last : undefined
}

/** Every socket of a look, and those that this look did not find any more. */
export function socketRows(
  look: InsideLook,
  change: InsideChange | undefined,
  words: SocketWords,
): readonly SocketRow[] {
  const opened = new Set(change?.opened.map(({ key }) => key))
  const used = new Map<string, number>()
  const row = (socket: InsideSocket, mark: SocketMark): SocketRow => {
    // Sockets that share an address have the same key when the kernel keeps no inode of them.
    const before = used.get(socket.key) ?? 0
    used.set(socket.key, before + 1)
    return {
      id: before === 0 ? socket.key : `${socket.key} ${before + 1}`,
      socket,
      mark,
      cells: cellsOf(socket, words),
    }
  }
  return [
    ...look.sockets.map((socket) => row(socket, opened.has(socket.key) ? 'new' : undefined)),
    ...(change?.closed ?? []).map((socket) => row(socket, 'gone')),
  ]
}

function cellsOf(socket: InsideSocket, words: SocketWords): SocketRow['cells'] {
  return {
    state: socket.state,
    family: socket.family,
    local: localText(socket),
    remote: socket.remote === undefined ? '' : endText(socket.remote),
    peer: words.peer(socket),
    process: holdersText(socket),
    role: words.role(socket),
    receive: String(socket.receiveQueue),
    send: String(socket.sendQueue),
    uid: socket.uid === undefined ? '' : String(socket.uid),
    inode: socket.inode === 0 ? '' : String(socket.inode),
  }
}

/** The rows that a view asks for, in its order. Every word of the text must stand in some cell. */
export function shownRows(rows: readonly SocketRow[], view: SocketView): readonly SocketRow[] {
  const words = view.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return rows
    .filter(
      ({ socket, mark, cells }) =>
        (view.state === undefined || socket.state === view.state) &&
        (view.family === undefined || socket.family === view.family) &&
        (!view.changed || mark !== undefined) &&
        (words.length === 0 || holdsAll(cells, words)),
    )
    .toSorted(comparing(view.sort))
}

function holdsAll(cells: SocketRow['cells'], words: readonly string[]): boolean {
  const text = Object.values(cells).join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

/** Numbers inside a text count as numbers: port 80 comes before 8080. One for all, because it costs much to make. */
const collator = new Intl.Collator('en', { numeric: true })

function comparing({ column, descending }: SocketView['sort']): (a: SocketRow, b: SocketRow) => number {
  const ascending = (a: SocketRow, b: SocketRow): number => {
    if (column === 'state') return stateRank(a) - stateRank(b)
    return collator.compare(a.cells[column], b.cells[column])
  }
  return (a, b) => {
    // Nothing to say comes last, whichever way the rest goes.
    const [emptyA, emptyB] = [a.cells[column] === '', b.cells[column] === '']
    if (emptyA !== emptyB) return emptyA ? 1 : -1
    return (descending ? -ascending(a, b) : ascending(a, b)) || compareLocal(a, b)
  }
}

function compareLocal(a: SocketRow, b: SocketRow): number {
  return collator.compare(a.cells.local, b.cells.local)
}

function stateRank({ socket }: SocketRow): number {
  return socketStates.indexOf(socket.state)
}
