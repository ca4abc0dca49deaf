import { TunnelError } from '@portolan/tunnel/tunnel-error'
import type { ReadScope } from '@portolan/inside/proc/read-script'
import type { Gate } from '@portolan/tunnel/gate'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { accessEvidence } from '../observe/access-evidence.ts'
import { containersInside } from './containers-inside.ts'
import type { ContainerInside } from './containers-inside.ts'
import { execAccess } from './exec-access.ts'
import type { PodReader, PrintedContainer } from './pod-reader.ts'
import { containerBytes, containerDeadline, readContainer } from './read-container.ts'

export type PrintOptions = {
  /** `undefined` when no command may be executed at all. */
  readonly reader: PodReader | undefined
  /** Names of the containers to read; all when left out. */
  readonly containers?: readonly string[] | undefined
  /** How many commands may run in this pod at once. */
  readonly gate: Gate
  readonly signal: AbortSignal
}

/** Longest time for all containers together, in milliseconds: a request ends at 20 s. */
const lookDeadline = 18_000
/** So long the other containers wait for the one that is asked for the tables, in milliseconds. */
const tablesPatience = 2_000

/**
 * Runs one command in each running container of a pod. The containers share
 * their network namespace, whose tables are the costly part: the kernel walks
 * the whole node's hash table for them. So one container prints them, and the
 * others do when it did not, or not soon.
 * @throws ClusterError when the access review cannot be made
 */
export async function printContainers(
  session: ClusterSession,
  pod: PodObject,
  options: PrintOptions,
): Promise<readonly PrintedContainer[]> {
  const wanted = containersInside(pod).filter(({ name }) => options.containers?.includes(name) ?? true)
  const { reader } = options
  if (reader === undefined) {
    return wanted.map((one) => unread(one, 'switched-off', 'Portolan was started with --no-exec.'))
  }
  const running = wanted.filter(({ notRunning }) => notRunning === undefined)
  const [first, ...others] = proxyFirst(running)
  if (first === undefined) return wanted.map((one) => unread(one, 'not-running', ''))
  const { namespace = '', name = '', uid = '' } = pod.metadata ?? {}
  const denied = accessEvidence(await execAccess(session.client, namespace, name))
  if (denied !== undefined) {
    const text = 'text' in denied ? denied.text : ''
    return wanted.map((one) => unread(one, 'forbidden', text))
  }
  const ending = AbortSignal.any([options.signal, AbortSignal.timeout(lookDeadline)])
  const print = async (one: ContainerInside, scope: ReadScope): Promise<PrintedContainer> => {
    const target = { namespace, name, uid, container: one.seenFrom ?? one.name }
    const read = await inTurn(options.gate, ending, () =>
      readContainer(
        reader.attempts(scope),
        (command, signal) =>
          reader.exec(target, command, { signal, deadlineMs: containerDeadline, maxBytes: containerBytes }),
        ending,
      ),
    )
    if (read === undefined) return unread(one, 'timeout', 'Its turn did not come: the others took too long.')
    return read.kind === 'unread'
      ? unread(one, read.reason, read.text)
      : {
          ...told(one),
          outcome: { kind: 'printed', by: one.seenFrom ? 'debug-container' : read.by, bytes: read.bytes },
        }
  }
  const printing = print(first, 'everything')
  const scope = others.length === 0 ? 'processes' : await scopeAfter(printing, session, reader, ending)
  const printed = await Promise.all([printing, ...others.map((one) => print(one, scope))])
  return wanted.map((one) => printed.find((p) => p.name === one.name) ?? unread(one, 'not-running', ''))
}

/** Where there is a sidecar its image has a shell, and the application's perhaps not. */
function proxyFirst(containers: readonly ContainerInside[]): readonly ContainerInside[] {
  return containers.toSorted((a, b) => Number(b.name === proxyName) - Number(a.name === proxyName))
}

const proxyName = 'istio-proxy'

/** What the other containers are to print, once the first one has printed or has taken too long. */
async function scopeAfter(
  printing: Promise<PrintedContainer>,
  { clock }: ClusterSession,
  reader: PodReader,
  ending: AbortSignal,
): Promise<ReadScope> {
  const late = new AbortController()
  const pause = clock.pause(tablesPatience, AbortSignal.any([ending, late.signal]))
  const outcome = await Promise.race([printing.then((one) => one.outcome), pause])
  late.abort()
  return outcome?.kind === 'printed' && reader.hasTables(outcome) ? 'processes' : 'everything'
}

/** Does the work once there is room; `undefined` when the signal ended the waiting. */
async function inTurn<T>(gate: Gate, signal: AbortSignal, work: () => Promise<T>): Promise<T | undefined> {
  let pass: Disposable
  try {
    pass = await gate.enter(signal)
  } catch (error) {
    if (error instanceof TunnelError) return undefined
    throw error
  }
  try {
    return await work()
  } finally {
    pass[Symbol.dispose]()
  }
}

type Unread = Extract<PrintedContainer['outcome'], { readonly kind: 'unread' }>

/** A container that does not run says so, whatever else would have been in the way. */
function unread(one: ContainerInside, reason: Unread['reason'], text: string): PrintedContainer {
  const { notRunning } = one
  return {
    ...told(one),
    outcome:
      notRunning === undefined
        ? { kind: 'unread', reason, text }
        : { kind: 'unread', reason: 'not-running', text: notRunning },
  }
}

function told({ name, role, image }: ContainerInside): Omit<PrintedContainer, 'outcome'> {
  return { name, role, image }
}
