import type { InsideLook, InsideSocket } from '@portolan/contract/inside'
import type { WitnessProcess } from './witness-processes.ts'
import type { WitnessSocket } from './witness-sockets.ts'

/** What the machine's own tools say of one pod at one moment. */
export type Witness = {
  readonly processes: readonly WitnessProcess[]
  readonly sockets: readonly WitnessSocket[]
}

export type InsideComparison = {
  readonly processes: number
  readonly sockets: number
  /** Seen by one of the reads only, because they came or went between them. */
  readonly apart: readonly string[]
  readonly wrong: readonly string[]
}

/**
 * Compares a look with what was seen right before and right after it. What was
 * there both times has to be in the look, and the same where it did not change
 * meanwhile; what the look tells has to have been there at one of the two. A
 * queue, a timer and a count of threads may be anything in between.
 */
export function compareInside(before: Witness, look: InsideLook, after: Witness): InsideComparison {
  const containers = look.containers.filter(({ outcome }) => outcome.kind === 'read')
  const read = new Set(containers.map(({ name }) => name))
  const ofRead = ({ processes }: Witness) =>
    new Map(
      processes
        .filter(({ container }) => read.has(container))
        .map((one) => [`${one.container} process ${one.pid}`, one]),
    )
  const shownProcesses = new Map(
    containers.flatMap(({ name, outcome }) =>
      outcome.kind === 'read'
        ? outcome.processes.map((process) => [`${name} process ${process.pid}`, process] as const)
        : [],
    ),
  )
  const processes = joined(ofRead(before), shownProcesses, ofRead(after), (was, shown, is) => {
    const told = (one: WitnessProcess) => [one.parent, one.uid, one.gid, one.name].join(' ')
    if (told(was) !== told(is)) return []
    const said = [shown.parent, shown.uid, shown.gid, shown.name].join(' ')
    return [
      ...(said === told(was) ? [] : [`${said} instead of ${told(was)}`]),
      ...(isSameCommand(shown.command, was.command)
        ? []
        : [`${shown.command.join(' ')} instead of ${was.command}`]),
    ]
  })
  // A container that was not read has no holders to tell of.
  const hidden = new Set(
    containers.flatMap(({ name, outcome }) =>
      outcome.kind === 'read' ? outcome.hidden.map((pid) => `${name}/${pid}`) : [],
    ),
  )
  const heldBy = (witness: Witness) => {
    const homes = new Map(witness.processes.map((one) => [one.hostPid, one]))
    return (socket: WitnessSocket): string =>
      socket.holders
        .flatMap((holder) => {
          const [pid, fd] = holder.split('/')
          const home = homes.get(Number(pid))
          const known =
            home !== undefined && read.has(home.container) && !hidden.has(`${home.container}/${home.pid}`)
          return known ? [`${home.container}/${home.pid}/${fd}`] : []
        })
        .toSorted()
        .join(' ')
  }
  const [holdersBefore, holdersAfter] = [heldBy(before), heldBy(after)]
  const seen = ({ sockets }: Witness) => new Map(sockets.map((one) => [keyOf(one), one]))
  const shownSockets = new Map(look.sockets.map((one) => [keyOf(asWitness(one)), one]))
  const sockets = joined(seen(before), shownSockets, seen(after), (was, shown, is) => {
    const held = shown.holders
      .map(({ container, pid, fd }) => `${container}/${pid}/${fd}`)
      .toSorted()
      .join(' ')
    return [
      ...(was.state === is.state && shown.state !== was.state
        ? [`${shown.state} instead of ${was.state}`]
        : []),
      ...(holdersBefore(was) === holdersAfter(is) && held !== holdersBefore(was)
        ? [`held by ${held || 'nobody'} instead of ${holdersBefore(was) || 'nobody'}`]
        : []),
    ]
  })
  return {
    processes: processes.same,
    sockets: sockets.same,
    apart: [...processes.apart, ...sockets.apart],
    wrong: [...processes.wrong, ...sockets.wrong],
  }
}

/** Masked values stand for whatever is there; `ps` writes what it cannot show as a question mark. */
function isSameCommand(shown: readonly string[], witness: string): boolean {
  const plain = (text: string) =>
    text
      .replaceAll(/[^\x21-\x7e]+/g, ' ')
      .replaceAll('?', ' ')
      .replaceAll(/ +/g, ' ')
      .trim()
  const parts = plain(shown.join(' '))
    .split('[redacted]')
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.+')}$`).test(plain(witness))
}

/** A listening or unconnected socket is told from its like by its number; a connection keeps its ends when it loses that. */
function keyOf({ family, state, local, remote, inode }: Omit<WitnessSocket, 'holders'>): string {
  const isConnection = family.startsWith('tcp') && state !== 'LISTEN'
  return [family, local || 'unnamed', remote, isConnection ? '' : inode]
    .filter((word) => word !== '')
    .join(' ')
}

function asWitness({
  family,
  state,
  local,
  remote,
  path,
  inode,
}: InsideSocket): Omit<WitnessSocket, 'holders'> {
  const end = (one: InsideSocket['local']) => (one === undefined ? '' : `${one.address} ${one.port}`)
  return { family, state, local: path ?? end(local), remote: end(remote), inode }
}

type Joined = { readonly same: number; readonly apart: readonly string[]; readonly wrong: readonly string[] }

function joined<W, S>(
  before: ReadonlyMap<string, W>,
  shown: ReadonlyMap<string, S>,
  after: ReadonlyMap<string, W>,
  differences: (was: W, shown: S, is: W) => readonly string[],
): Joined {
  const apart: string[] = []
  const wrong: string[] = []
  let same = 0
  for (const key of new Set([...before.keys(), ...shown.keys(), ...after.keys()])) {
    const [was, one, is] = [before.get(key), shown.get(key), after.get(key)]
    if (was !== undefined && is !== undefined) {
      const found = one === undefined ? ['not in the look'] : differences(was, one, is)
      wrong.push(...found.map((words) => `${key}: ${words}`))
      if (found.length === 0) same += 1
    } else if (was === undefined && is === undefined) {
      wrong.push(`${key}: in the look alone`)
    } else {
      apart.push(`${key}: ${is === undefined ? 'went' : 'came'}${one === undefined ? '' : ', in the look'}`)
    }
  }
  return { same, apart, wrong }
}
