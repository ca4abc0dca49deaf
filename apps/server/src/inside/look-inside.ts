import type { Chart } from '@portolan/contract/chart'
import type { InsideLook } from '@portolan/contract/inside'
import { explainSockets } from '@portolan/inside/sockets/explain-sockets'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { because } from '../journal/because.ts'
import { readAddressBook } from './address-facts.ts'
import type { JoinedContainers, PrintedContainer } from './pod-reader.ts'
import { printContainers } from './print-containers.ts'
import type { PrintOptions } from './print-containers.ts'
import { probedPorts } from './probed-ports.ts'

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
  options: PrintOptions,
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
