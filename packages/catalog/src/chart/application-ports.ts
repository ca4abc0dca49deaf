import type { ChartPort, PortNumberKnowledge, PortProtocol, ValueSource } from '@portolan/contract/chart'
import type { Container, Service } from '../chart-inputs.ts'
import { application } from '../data/application-ports.ts'
import { envText, portIn } from '../settings/env-values.ts'
import { fieldAt, readDocument, textAt } from '../settings/loose-document.ts'
import { draftPort, type DraftPort, type PodContext } from './draft.ts'
import { applicationContainers, applicationProcessKey } from './processes.ts'
import { protocolOfPort } from './port-protocol.ts'
import { servicePortsOf } from './service-ports.ts'

type Found = {
  readonly container: string | undefined
  readonly number: PortNumberKnowledge & { readonly kind: 'known' }
  readonly name?: string | undefined
  readonly transport: 'tcp' | 'udp'
  readonly protocol: ChartPort['protocol']
}

/**
 * The workload's own ports, from everything that names one: declared container
 * ports, Services, probes that the injector took over, and the metrics target
 * that it moved into the environment. `taken` are numbers of the mesh itself.
 */
export function applicationPorts(context: PodContext, taken: ReadonlySet<number>): readonly DraftPort[] {
  const containers = applicationContainers(context)
  const found = [
    ...containers.flatMap(declaredPorts),
    ...servicePorts(context, containers),
    ...probedPorts(context),
    ...metricsPort(context, containers),
  ]
  const only = containers.length === 1 ? containers[0]?.name : undefined
  const merged = new Map<string, Found & { readonly container: string }>()
  for (const one of found) {
    const named = one.container ?? declarerOf(found, one) ?? only ?? ''
    // The injector's notes may name a container that somebody removed since.
    const owner = containers.some(({ name }) => name === named) ? named : ''
    const key = `application:${owner}:${one.number.value}${one.transport === 'udp' ? '/udp' : ''}`
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { ...one, container: owner })
    else if (known.name === undefined && one.name !== undefined) {
      merged.set(key, { ...known, name: one.name, protocol: one.protocol })
    } else if (known.protocol === 'tcp' && one.protocol !== 'tcp')
      merged.set(key, { ...known, protocol: one.protocol })
  }
  return [...merged]
    .filter(
      ([, { number, transport }]) => number.value > 0 && (transport === 'udp' || !taken.has(number.value)),
    )
    .map(([key, one]) =>
      draftPort(application, context, {
        key,
        process: applicationProcessKey(one.container),
        name: one.name,
        number: one.number,
        protocol: one.protocol,
        transports: [one.transport],
        ...(one.transport === 'udp' ? { probe: { kind: 'none', reason: 'udp-only' } } : {}),
      }),
    )
}

function declaredPorts(container: Container): readonly Found[] {
  return (container.ports ?? []).flatMap((port) =>
    portIn(port.containerPort) === undefined || port.protocol === 'SCTP'
      ? []
      : [
          {
            container: container.name,
            number: known(port.containerPort, {
              kind: 'declared',
              container: container.name,
              ...named(port.name),
            }),
            name: port.name,
            transport: port.protocol === 'UDP' ? ('udp' as const) : ('tcp' as const),
            protocol: protocolOfPort(port.name, undefined),
          },
        ],
  )
}

function servicePorts(context: PodContext, containers: readonly Container[]): readonly Found[] {
  return servicePortsOf(context).flatMap(({ service, port, target }) => {
    const declared = containers.find(({ ports }) =>
      ports?.some(({ containerPort }) => containerPort === target),
    )
    return [
      {
        container: declared?.name,
        number: known(target, { kind: 'service', service: nameOf(service), ...portNamed(port.name) }),
        name: port.name,
        transport: port.protocol === 'UDP' ? ('udp' as const) : ('tcp' as const),
        protocol: protocolOfPort(port.name, port.appProtocol),
      },
    ]
  })
}

/** `{"/app-health/CONTAINER/readyz": {"httpGet": {"port": 8080}}}`: the injector resolved names to numbers. */
function probedPorts({ mesh }: PodContext): readonly Found[] {
  const name = 'ISTIO_KUBE_APP_PROBERS'
  const probers = readDocument(envText(mesh, name))
  return Object.keys(probers ?? {}).flatMap((path) => {
    const container = /^\/app-health\/([^/]+)\//.exec(path)?.[1]
    return (['httpGet', 'tcpSocket', 'grpc'] as const).flatMap((kind) => {
      const port = portIn(textAt(probers, path, kind, 'port'))
      const host = fieldAt(probers, path, kind, 'host')
      if (port === undefined || container === undefined || (typeof host === 'string' && host !== ''))
        return []
      const source = { kind: 'env', container: mesh?.name ?? '', name } as const
      const protocol: PortProtocol = kind === 'httpGet' ? 'http' : kind === 'grpc' ? 'grpc' : 'tcp'
      return [
        {
          container,
          number: known(port, source),
          transport: 'tcp' as const,
          protocol,
        },
      ]
    })
  })
}

/** Where the application serves its own metrics: the annotation, or the environment that the injector moved it to. */
function metricsPort(
  { inputs, mesh, podClass }: PodContext,
  containers: readonly Container[],
): readonly Found[] {
  const moved = 'ISTIO_PROMETHEUS_ANNOTATIONS'
  const port = portIn(textAt(readDocument(envText(mesh, moved)), 'port'))
  if (port !== undefined) {
    const source = { kind: 'env', container: mesh?.name ?? '', name: moved } as const
    return [
      {
        container: declarer(containers, port),
        number: known(port, source),
        transport: 'tcp',
        protocol: 'http',
      },
    ]
  }
  const annotation = 'prometheus.io/port'
  const annotated = portIn(inputs.pod.metadata?.annotations?.[annotation])
  if (annotated === undefined || (podClass.kind !== 'outside' && podClass.kind !== 'captured-workload'))
    return []
  const source = { kind: 'annotation', name: annotation } as const
  return [
    {
      container: declarer(containers, annotated),
      number: known(annotated, source),
      transport: 'tcp',
      protocol: 'http',
    },
  ]
}

function declarer(containers: readonly Container[], port: number): string | undefined {
  return containers.find(({ ports }) => ports?.some(({ containerPort }) => containerPort === port))?.name
}

function declarerOf(found: readonly Found[], { number, transport }: Found): string | undefined {
  return found.find(
    (one) => one.container !== undefined && one.number.value === number.value && one.transport === transport,
  )?.container
}

function known(value: number, source: ValueSource): Found['number'] {
  return { kind: 'known', value, source }
}

function named(name: string | undefined) {
  return name === undefined ? {} : { name }
}

function portNamed(port: string | undefined) {
  return port === undefined ? {} : { port }
}

function nameOf({ metadata }: Service): string {
  return metadata?.name ?? ''
}
