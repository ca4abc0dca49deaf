import type { Chart } from '@portolan/contract/chart'
import type { InsideLook } from '@portolan/contract/inside'
import { explainSockets } from '@portolan/inside/sockets/explain-sockets'
import type { Gate } from '@portolan/tunnel/gate'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { accessEvidence } from '../observe/access-evidence.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { because } from '../journal/because.ts'
import { readAddressBook } from './address-facts.ts'
import { containersInside } from './containers-inside.ts'
import type { ContainerInside } from './containers-inside.ts'
import { execAccess } from './exec-access.ts'
import type { JoinedContainers, PodReader, PrintedContainer } from './pod-reader.ts'
import { probedPorts } from './probed-ports.ts'
import { containerBytes, containerDeadline, readContainer } from './read-container.ts'

export type LookOptions = {
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

/**
 * Looks inside a pod: one command in each running container, then who is at the
 * other end of each socket by the cluster's own objects. A container that could
 * not be read says why; the others are read nevertheless.
 * @throws ClusterError when the access review cannot be made; TunnelError `aborted` when the caller gave up
 */
export async function lookInside(
  session: ClusterSession,
  pod: PodObject,
  chart: Chart,
  options: LookOptions,
): Promise<InsideLook> {
  return because({ why: 'inside' }, async () => {
    const { clock } = session
    const [at, began] = [clock.date(), clock.now()]
    const book = readAddressBook(session, pod)
    const [printed, addresses] = await Promise.all([printContainers(session, pod, options), book])
    if (options.signal.aborted) throw new TunnelError('aborted', 'the caller gave up')
    const joined = options.reader?.join(printed) ?? nothingRead(printed)
    const { sockets, missing } = explainSockets({
      sockets: joined.sockets,
      chart,
      book: addresses,
      probed: probedPorts(pod),
      everyProcessSeen: isEverythingSeen(joined),
    })
    const { namespace, name, uid } = chart.pod
    return {
      pod: { namespace, name, uid },
      at: at.toISOString(),
      milliseconds: Math.round(clock.now() - began),
      containers: joined.containers,
      ...(joined.socketsFrom === undefined ? {} : { socketsFrom: joined.socketsFrom }),
      sockets,
      missing: joined.socketsFrom === undefined ? [] : missing,
    }
  })
}

async function printContainers(
  session: ClusterSession,
  pod: PodObject,
  options: LookOptions,
): Promise<readonly PrintedContainer[]> {
  const wanted = containersInside(pod).filter(({ name }) => options.containers?.includes(name) ?? true)
  const { reader } = options
  if (reader === undefined) {
    return wanted.map((one) => unread(one, 'switched-off', 'Portolan was started with --no-exec.'))
  }
  if (wanted.every(({ notRunning }) => notRunning !== undefined)) {
    return wanted.map((one) => unread(one, 'not-running', ''))
  }
  const { namespace = '', name = '', uid = '' } = pod.metadata ?? {}
  const denied = accessEvidence(await execAccess(session.client, namespace, name))
  if (denied !== undefined) {
    const text = 'text' in denied ? denied.text : ''
    return wanted.map((one) => unread(one, 'forbidden', text))
  }
  const ending = AbortSignal.any([options.signal, AbortSignal.timeout(lookDeadline)])
  return Promise.all(
    wanted.map(async (one): Promise<PrintedContainer> => {
      if (one.notRunning !== undefined) return unread(one, 'not-running', '')
      const target = { namespace, name, uid, container: one.name }
      const read = await inTurn(options.gate, ending, () =>
        readContainer(
          reader.attempts,
          (command, signal) =>
            reader.exec(target, command, {
              signal,
              deadlineMs: containerDeadline,
              maxBytes: containerBytes,
            }),
          ending,
        ),
      )
      if (read === undefined)
        return unread(one, 'timeout', 'Its turn did not come: the others took too long.')
      return read.kind === 'unread'
        ? unread(one, read.reason, read.text)
        : { ...told(one), outcome: { kind: 'printed', by: read.by, bytes: read.bytes } }
    }),
  )
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

/** What there is without a way in: each container with the reason. */
function nothingRead(containers: readonly PrintedContainer[]): JoinedContainers {
  return {
    containers: containers.flatMap(({ outcome, ...one }) =>
      outcome.kind === 'unread' ? [{ ...one, outcome }] : [],
    ),
    sockets: [],
  }
}

/** Only when each running container was read, and nothing in it was hidden. */
function isEverythingSeen({ containers }: JoinedContainers): boolean {
  return containers.every(({ outcome }) =>
    outcome.kind === 'read' ? outcome.hidden.length === 0 : outcome.reason === 'not-running',
  )
}
