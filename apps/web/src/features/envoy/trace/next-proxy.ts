import type { PodSummary } from '@portolan/contract/pods'
import type { Trace, TracedRequest } from '@portolan/envoy/trace/trace'
import type { ProxySource } from '../worker/proxy-source.ts'

type PodSource = Extract<ProxySource, { kind: 'pod' }>

/** A host of a trace, and the pod with an Envoy that has its address. */
export type NextHost = {
  readonly address: string
  readonly workload: string | undefined
  readonly next: PodSource | undefined
  /** What reaches the next proxy. */
  readonly request: TracedRequest
}

/** Kinds of pods in which an Envoy runs that takes what comes in. */
const withEnvoy: ReadonlySet<string> = new Set(['sidecar', 'gateway', 'waypoint'])

/**
 * The hosts that a trace may lead to. The next proxy sees this pod as the caller.
 * The pod itself is no next one: from its own proxy, the way leads to its container.
 */
export function nextHosts(
  { outcomes }: Trace,
  source: ProxySource,
  pods: readonly PodSummary[],
): readonly NextHost[] {
  if (source.kind === 'file') return outcomes.flatMap((one) => (one.kind === 'forwarded' ? plain(one) : []))
  const own = pods.find(({ namespace, name }) => namespace === source.namespace && name === source.pod)
  const found = new Map<string, NextHost>()
  for (const outcome of outcomes) {
    if (outcome.kind !== 'forwarded') continue
    for (const host of plain(outcome)) {
      const { ip } = host.request.destination
      const pod = pods.find(
        (one) => one.ip !== undefined && one.ip === ip && one !== own && withEnvoy.has(one.kind),
      )
      const next: PodSource | undefined = pod && {
        kind: 'pod',
        cluster: source.cluster,
        namespace: pod.namespace,
        pod: pod.name,
      }
      const { request } = host
      const sent = {
        ...request,
        direction: pod?.kind === 'sidecar' ? request.direction : ('gateway' as const),
        source: { ...request.source, ip: own?.ip },
      }
      if (!found.has(host.address)) found.set(host.address, { ...host, next, request: sent })
    }
  }
  return [...found.values()]
}

function plain({
  hosts,
  sent,
}: Extract<Trace['outcomes'][number], { kind: 'forwarded' }>): readonly NextHost[] {
  return hosts.map(({ address, workload }) => ({
    address,
    workload,
    next: undefined,
    request: { ...sent, destination: destinationOf(address, sent.destination) },
  }))
}

/** `10.0.0.1:80` and `[fd00::1]:80`; what is no address of a network leaves the destination as it was. */
function destinationOf(address: string, before: TracedRequest['destination']): TracedRequest['destination'] {
  const [, six, four, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(address) ?? []
  const ip = six ?? four
  return ip === undefined ? before : { ip, port: Number(port) }
}
