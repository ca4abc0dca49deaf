import type { InsideContainer, InsideLook, InsideProcess, InsideSocket } from '@portolan/contract/inside'
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
  const processes = compareProcesses(before, look, after)
  const sockets = compareSockets(before, look, after)
  return {
    processes: processes.same,
    sockets: sockets.same,
    apart: [...processes.apart, ...sockets.apart],
    wrong: [...processes.wrong, ...sockets.wrong],
  }
}

type ReadOutcome = Extract<InsideContainer['outcome'], { readonly kind: 'read' }>

function readContainers({ containers }: InsideLook): ReadonlyMap<string, ReadOutcome> {
  return new Map(
    containers.flatMap(({ name, outcome }) => (outcome.kind === 'read' ? [[name, outcome] as const] : [])),
  )
}

function compareProcesses(before: Witness, look: InsideLook, after: Witness): Joined {
  const read = readContainers(look)
  const seen = ({ processes }: Witness) =>
    new Map(
      processes
        .filter(({ container }) => read.has(container))
        .map((one) => [`${one.container} process ${one.pid}`, one]),
    )
  const shown = new Map(
    [...read].flatMap(([name, { processes }]) =>
      processes.map((one) => [`${name} process ${one.pid}`, one] as const),
    ),
  )
  return joined(seen(before), shown, seen(after), (was, one, is) => {
    if (identity(was) !== identity(is)) return []
    const command = one.command.join(' ')
    return [
      ...(identity(one) === identity(was) ? [] : [`${identity(one)} instead of ${identity(was)}`]),
      ...(isSameCommand(command, was.command) ? [] : [`${command} instead of ${was.command}`]),
    ]
  })
}

function identity({
  parent,
  uid,
  gid,
  name,
}: Pick<InsideProcess, 'parent' | 'uid' | 'gid' | 'name'>): string {
  return `${parent} ${uid} ${gid} ${name}`
}

function compareSockets(before: Witness, look: InsideLook, after: Witness): Joined {
  const read = readContainers(look)
  const seen = ({ sockets }: Witness) => new Map(sockets.map((one) => [keyOf(one), one]))
  const shown = new Map(look.sockets.map((one) => [keyOf(asWitness(one)), one]))
  const [heldBefore, heldAfter] = [knownHolders(before, read), knownHolders(after, read)]
  return joined(seen(before), shown, seen(after), (was, one, is) => {
    const holders = one.holders.map(({ container, pid, fd }) => `${container}/${pid}/${fd}`)
    const [held, witnessed] = [holders.toSorted().join(' '), heldBefore(was)]
    return [
      ...(was.state === is.state && one.state !== was.state ? [`${one.state} instead of ${was.state}`] : []),
      ...(witnessed === heldAfter(is) && held !== witnessed
        ? [`held by ${held || 'nobody'} instead of ${witnessed || 'nobody'}`]
        : []),
    ]
  })
}

/** Who holds a socket, as far as a look may know: not of containers and processes that could not be read. */
function knownHolders({ processes }: Witness, read: ReadonlyMap<string, ReadOutcome>) {
  const homes = new Map(processes.map((one) => [one.hostPid, one]))
  return ({ holders }: WitnessSocket): string =>
    holders
      .flatMap((holder) => {
        const [hostPid, fd] = holder.split('/')
        const home = homes.get(Number(hostPid))
        const outcome = home === undefined ? undefined : read.get(home.container)
        if (home === undefined || outcome === undefined || outcome.hidden.includes(home.pid)) return []
        return [`${home.container}/${home.pid}/${fd}`]
      })
      .toSorted()
      .join(' ')
}

/** Masked values stand for whatever is there; `ps` writes what it cannot show as a question mark. */
function isSameCommand(shown: string, witness: string): boolean {
  const parts = plain(shown)
    .split('[redacted]')
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.+')}$`).test(plain(witness))
}

function plain(text: string): string {
  return text
    .replaceAll(/[^\x21-\x7e]+/g, ' ')
    .replaceAll('?', ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
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
  return { family, state, local: path ?? endOf(local), remote: endOf(remote), inode }
}

function endOf(end: InsideSocket['local']): string {
  return end === undefined ? '' : `${end.address} ${end.port}`
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
