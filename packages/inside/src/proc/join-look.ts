import type { InsideContainer, SocketHolder, UnreadReason } from '@portolan/contract/inside'
import { holdersOf, openFilesOf } from './holders-of.ts'
import { processesOf } from './processes-of.ts'
import type { ProcTexts } from './read-output.ts'
import { readTables, type RawSocket } from './sockets-of.ts'

/** One container of a pod, with what it printed or why it printed nothing. */
export type ContainerReading = {
  readonly name: string
  readonly role: InsideContainer['role']
  readonly image: string
  readonly reading:
    | { readonly kind: 'texts'; readonly by: 'shell' | 'tool' | 'debug-container'; readonly texts: ProcTexts }
    | { readonly kind: 'unread'; readonly reason: UnreadReason; readonly text: string }
}

/** A socket with everybody who has it open; who is at its other end is not known yet. */
export type HeldSocket = RawSocket & { readonly holders: SocketHolder[] }

export type JoinedLook = {
  readonly containers: InsideContainer[]
  /** Whose tables these are; absent when no container could be read. */
  readonly socketsFrom?: string
  readonly sockets: HeldSocket[]
}

/**
 * Joins what the containers of one pod printed. They share a network namespace,
 * so the tables of the first one that was read whole are those of all; who holds
 * a socket, each container tells of its own processes.
 */
export function joinLook(readings: readonly ContainerReading[]): JoinedLook {
  const containers = readings.map((one) => containerOf(one))
  const read = readings.flatMap(({ name, reading }) =>
    reading.kind === 'texts' ? [{ name, texts: reading.texts }] : [],
  )
  const withTables = read.filter(({ texts }) => Object.values(texts.tables).some((table) => table !== ''))
  const source = withTables.find(({ texts }) => !texts.cut) ?? withTables[0]
  if (source === undefined) return { containers, sockets: [] }
  const { sockets, notes } = readTables(source.texts)
  const home = containers[readings.findIndex(({ name }) => name === source.name)]
  if (home?.outcome.kind === 'read') home.outcome.notes.push(...notes)
  const holders = new Map<number, SocketHolder[]>()
  for (const { name, texts } of read) {
    const outcome = containers[readings.findIndex((one) => one.name === name)]?.outcome
    if (outcome?.kind !== 'read') continue
    if (!sharesNetwork(texts, source.texts)) {
      outcome.notes.push(`its network namespace is not that of ${source.name}: its sockets are not shown`)
      continue
    }
    // Where the pod shares its processes, each container counts its own only.
    const own = new Set(outcome.processes.map(({ pid }) => pid))
    for (const [inode, found] of holdersOf(texts, name)) {
      const mine = found.filter(({ pid }) => own.has(pid))
      if (mine.length > 0) holders.set(inode, [...(holders.get(inode) ?? []), ...mine])
    }
  }
  return {
    containers,
    socketsFrom: source.name,
    // Inode 0 is that of every socket which nobody holds any more.
    sockets: sockets.map((socket) => ({
      ...socket,
      holders: socket.inode === 0 ? [] : (holders.get(socket.inode) ?? []),
    })),
  }
}

function containerOf({ name, role, image, reading }: ContainerReading): InsideContainer {
  switch (reading.kind) {
    case 'texts':
      return {
        name,
        role,
        image,
        outcome: {
          kind: 'read',
          by: reading.by,
          ...processesOf(reading.texts, reading.by === 'debug-container'),
        },
      }
    case 'unread':
      return { name, role, image, outcome: { kind: 'unread', reason: reading.reason, text: reading.text } }
  }
}

/** Unknown counts as shared: that is what a pod is. */
function sharesNetwork(texts: ProcTexts, others: ProcTexts): boolean {
  const own = openFilesOf(texts).namespaces.get('net')
  const other = openFilesOf(others).namespaces.get('net')
  return own === undefined || other === undefined || own === other
}
