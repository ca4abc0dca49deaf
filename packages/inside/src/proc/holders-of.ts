import type { SocketHolder } from '@portolan/contract/inside'
import { processName } from './process-stat.ts'
import type { ProcTexts } from './read-output.ts'

/** Open files of one process. */
export type OpenFiles = {
  readonly count: number
  /** Descriptor and inode of each socket. */
  readonly sockets: readonly { readonly fd: number; readonly inode: number }[]
  /** There are descriptors of which nobody may know what they are. */
  readonly closed: boolean
}

export type OpenListing = {
  readonly byPid: ReadonlyMap<number, OpenFiles>
  /** Processes that were listed twice: a name of a file that imitates the listing. */
  readonly ambiguous: ReadonlySet<number>
  /** Of the reader, e.g. `net` -> `4026531840`. */
  readonly namespaces: ReadonlyMap<string, string>
}

/**
 * Which process holds which socket, by the inode. One that may not be read holds
 * nothing here; `processesOf` calls it hidden.
 */
export function holdersOf(texts: ProcTexts, container: string): ReadonlyMap<number, SocketHolder[]> {
  const holders = new Map<number, SocketHolder[]>()
  const { byPid } = openFilesOf(texts)
  for (const texted of texts.processes) {
    const name = processName(texted)
    for (const { fd, inode } of byPid.get(texted.pid)?.sockets ?? []) {
      const holder = { container, pid: texted.pid, name, fd }
      const known = holders.get(inode)
      if (known === undefined) holders.set(inode, [holder])
      else known.push(holder)
    }
  }
  return holders
}

const listings = new WeakMap<ProcTexts, OpenListing>()

/** Reads the listing of `ls -ln`, once per text. */
export function openFilesOf(texts: ProcTexts): OpenListing {
  const known = listings.get(texts)
  if (known !== undefined) return known
  const listing = readListing(texts)
  listings.set(texts, listing)
  return listing
}

/** `lrwx------ 1 1337 1337 64 Nov 23 08:00 12 -> socket:[34567]`; without an arrow when the target may not be read. */
const entry = /^l\S{9,10} +\d+ +\d+ +\d+ .* (\d{1,10}|[a-z_]+)(?: -> (.*))?$/
const heading = /^(\d{1,10})\/(fd|ns):$/

function readListing(texts: ProcTexts): OpenListing {
  const expected = new Set(texts.processes.map(({ pid }) => pid))
  const byPid = new Map<number, OpenFiles>()
  const ambiguous = new Set<number>()
  const namespaces = new Map<string, string>()
  let sockets: { fd: number; inode: number }[] = []
  let here: { readonly pid: number; count: number; closed: boolean } | undefined
  let inNamespaces = false
  const finish = () => {
    if (here === undefined) return
    // An imitated heading stands beside the real one: neither is believed.
    if (byPid.has(here.pid)) ambiguous.add(here.pid)
    byPid.set(here.pid, { count: here.count, closed: here.closed, sockets })
  }
  for (const line of texts.open?.split('\n') ?? []) {
    const [, pidText, folder] = heading.exec(line) ?? []
    if (pidText !== undefined) {
      finish()
      const pid = Number(pidText)
      inNamespaces = folder === 'ns' && pid === texts.reader
      here = folder === 'fd' && expected.has(pid) ? { pid, count: 0, closed: false } : undefined
      sockets = []
      continue
    }
    const [, name = '', target] = entry.exec(line) ?? []
    if (name === '') continue
    if (inNamespaces) {
      const inode = /^[a-z_]+:\[(\d+)\]$/.exec(target ?? '')?.[1]
      if (inode !== undefined && !namespaces.has(name)) namespaces.set(name, inode)
    } else if (here !== undefined && /^\d+$/.test(name)) {
      here.count += 1
      if (target === undefined) here.closed = true
      const inode = /^socket:\[(\d{1,15})\]$/.exec(target ?? '')?.[1]
      if (inode !== undefined) sockets.push({ fd: Number(name), inode: Number(inode) })
    }
  }
  finish()
  for (const pid of ambiguous) byPid.delete(pid)
  return { byPid, ambiguous, namespaces }
}
