import type { ChartPort } from '@portolan/contract/chart'
import type { MatrixPort } from '@portolan/contract/matrix'
import type { Service } from '../chart-inputs.ts'
import { protocolOfPort } from '../chart/port-protocol.ts'
import { selects, targetOf, type ServicePort } from '../chart/service-ports.ts'
import { containersOf } from '../pod-containers.ts'
import { portIn } from '../settings/env-values.ts'
import { usualPorts } from '../usual-ports.ts'
import type { MatrixFacts } from './matrix-facts.ts'

/** A Service's port that selects the pod; without a target it leads nowhere. */
export type Target = {
  readonly service: Service
  readonly port: ServicePort
  readonly target: number | undefined
}

/** A port on its way into the matrix, with what its deviations are judged by. */
export type KnownPort = Omit<MatrixPort, 'deviations'> & {
  readonly chartPort: ChartPort | undefined
  readonly targets: readonly Target[]
}

/** Ports of the Services that select the pod, TCP and UDP. */
export function targetsOf({ pod, services }: Pick<MatrixFacts, 'pod' | 'services'>): readonly Target[] {
  return (services ?? [])
    .filter((service) => selects(service, pod))
    .flatMap((service) =>
      (service.spec?.ports ?? [])
        .filter(({ protocol }) => protocol !== 'SCTP')
        .map((port) => ({ service, port, target: targetOf(port, pod) })),
    )
}

/** `SERVICE:PORT`, by name where the port has one. */
export function targetText({ service, port }: Target): string {
  return `${service.metadata?.name ?? ''}:${port.name ?? port.port}`
}

/**
 * Every port of a pod that anything tells of, each number and transport once:
 * the catalog's that are or may be there, what containers declare, where
 * Services lead, what istiod has and what was seen.
 */
export function knownPorts(facts: MatrixFacts, targets: readonly Target[]): readonly KnownPort[] {
  const usual = new Map<string, number>(usualPorts(facts.kind).map(({ id, number }) => [id, number]))
  const ports = new Map<string, KnownPort>()
  for (const port of facts.chartPorts) {
    if (port.presence.kind === 'absent') continue
    const transport = port.transports[0] ?? 'tcp'
    const number = port.number.kind === 'known' ? port.number.value : undefined
    const place = number === undefined ? port.key : `${number}/${transport}`
    // Two containers that declare one number stand on the chart twice.
    if (ports.has(place)) continue
    ports.set(place, {
      key: port.key,
      id: port.id,
      usual: usual.get(port.id),
      number,
      transport,
      protocol: port.protocol,
      name: port.name,
      expected: port.presence.kind,
      declaredBy: [],
      services: [],
      istiod: false,
      chartPort: port,
      targets: [],
    })
  }
  const add = (
    number: number,
    transport: 'tcp' | 'udp',
    words: Partial<Pick<KnownPort, 'name' | 'protocol'>>,
    told: (before: KnownPort) => Partial<KnownPort>,
  ) => {
    const place = `${number}/${transport}`
    const before = ports.get(place) ?? unknownPort(number, transport, words)
    ports.set(place, { ...before, ...told(before) })
  }
  for (const { container, kind } of containersOf(facts.pod)) {
    if (kind === 'init') continue
    for (const { containerPort, name, protocol } of container.ports ?? []) {
      if (portIn(containerPort) === undefined || protocol === 'SCTP') continue
      add(
        containerPort,
        protocol === 'UDP' ? 'udp' : 'tcp',
        { name, protocol: protocolOfPort(name, undefined) },
        ({ declaredBy }) => ({
          declaredBy: declaredBy.includes(container.name) ? declaredBy : [...declaredBy, container.name],
        }),
      )
    }
  }
  for (const one of targets) {
    if (one.target === undefined) continue
    const { name, protocol, appProtocol } = one.port
    add(
      one.target,
      protocol === 'UDP' ? 'udp' : 'tcp',
      { name, protocol: protocolOfPort(name, appProtocol) },
      (before) => ({
        services: [...before.services, targetText(one)],
        targets: [...before.targets, one],
      }),
    )
  }
  for (const number of endpointsOf(facts).keys()) add(number, 'tcp', {}, () => ({ istiod: true }))
  for (const { number, transport, state } of facts.sightings) {
    if (number !== undefined && (state === 'open' || state === 'not-ready'))
      add(number, transport, {}, (before) => before)
  }
  return [...ports.values()].toSorted(byNumber)
}

/** istiod's endpoints of this pod alone: who shares the node's address shares its endpoints, too. */
export function endpointsOf({
  pod,
  endpoints,
}: Pick<MatrixFacts, 'pod' | 'endpoints'>): ReadonlyMap<number, readonly string[]> {
  if (endpoints === undefined || pod.spec?.hostNetwork === true) return new Map()
  const ips = (pod.status?.podIPs ?? []).flatMap(({ ip }) => ip ?? [])
  const all = ips.length > 0 || pod.status?.podIP === undefined ? ips : [pod.status.podIP]
  return new Map(all.flatMap((ip) => [...(endpoints.byAddress.get(ip) ?? [])]))
}

function unknownPort(
  number: number,
  transport: 'tcp' | 'udp',
  { name, protocol = 'tcp' }: Partial<Pick<KnownPort, 'name' | 'protocol'>>,
): KnownPort {
  return {
    id: 'unknown',
    number,
    transport,
    protocol,
    name,
    declaredBy: [],
    services: [],
    istiod: false,
    chartPort: undefined,
    targets: [],
  }
}

function byNumber(a: KnownPort, b: KnownPort): number {
  const [one, other] = [a, b].map(({ number, usual }) => number ?? usual ?? 65_536)
  return (one ?? 0) - (other ?? 0) || a.transport.localeCompare(b.transport)
}
