import { readFile } from 'node:fs/promises'
import { chartFor } from '@portolan/catalog/chart-for'
import { stateOf } from '@portolan/catalog/port-state'
import type { ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { HealthChain, PodEvent } from '@portolan/contract/health'
import type { PortObservation } from '@portolan/contract/observation'
import type { HealthPod } from '../health-pod.ts'
import { healthChainOf } from '../health-chain-of.ts'

/** A pod as the lab's API server had it. */
export type RecordedPod = HealthPod & { readonly metadata: { readonly name: string } }

/** Pods of a recorded laboratory, by the begin of their names; of {@link observedAt}. */
export async function recordedPods(): Promise<(name: string) => RecordedPod> {
  const file = new URL('lab-pods.json', import.meta.url)
  const pods: readonly RecordedPod[] = JSON.parse(await readFile(file, 'utf8'))
  return (name) => {
    const found = pods.find(({ metadata }) => metadata.name.startsWith(name))
    if (found === undefined) throw new Error(`no pod ${name} was recorded`)
    return structuredClone(found)
  }
}

const refused: Evidence = {
  kind: 'refused',
  text: 'dial tcp4 127.0.0.1:8080: connect: connection refused',
}
export const answers = {
  refused,
  accepted: { kind: 'accepted', heldMilliseconds: 300, closedByPeer: false } satisfies Evidence,
  ready: {
    kind: 'http',
    method: 'GET',
    path: '/healthz/ready',
    status: 200,
    milliseconds: 3,
  } satisfies Evidence,
  notReady: {
    kind: 'http',
    method: 'GET',
    path: '/healthz/ready',
    status: 503,
    milliseconds: 3,
  } satisfies Evidence,
  silent: { kind: 'silent', asked: 'GET /healthz/ready', afterMilliseconds: 3000 } satisfies Evidence,
}

export const observedAt = '2026-11-23T05:51:00Z'

/** The pod's health when its ports gave these answers; ports that are not named were not asked. */
export function healthOf(
  pod: HealthPod,
  answered: Readonly<Record<number, Evidence>> = {},
  events: readonly PodEvent[] | 'unread' = [],
): HealthChain {
  const ports = portsOf(pod)
  const observations = ports.flatMap((port): readonly PortObservation[] => {
    const evidence = port.number.kind === 'known' ? answered[port.number.value] : undefined
    if (evidence === undefined) return []
    return [{ port: port.key, state: stateOf(port, evidence), evidence, observedAt }]
  })
  return healthChainOf({
    pod,
    ports,
    observations,
    events: events === 'unread' ? undefined : events,
    now: new Date(observedAt),
  })
}

function portsOf(pod: HealthPod): readonly ChartPort[] {
  const notRead = { kind: 'unread', reason: 'failed', text: '' } as const
  return chartFor({
    // What the catalog reads of a pod is the same JSON under looser types.
    pod: JSON.parse(JSON.stringify(pod)),
    namespace: notRead,
    services: notRead,
    meshConfig: notRead,
    controlPlane: notRead,
    listeners: undefined,
  }).ports
}
