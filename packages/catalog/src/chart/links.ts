import type {
  ChartEnd,
  ChartLink,
  ChartPort,
  ChartPeer,
  ChartVital,
  Presence,
} from '@portolan/contract/chart'
import type { LinkCondition, LinkDefinition, LinkEnd } from '../data/define-link.ts'
import { linkDefinitions } from '../data/links.ts'
import { envText, portIn } from '../settings/env-values.ts'
import { fieldAt, readDocument, textAt } from '../settings/loose-document.ts'
import type { PodContext } from './draft.ts'

/** Everything that a link can end at. */
export type LinkParts = {
  readonly processes: readonly { readonly key: string; readonly id: string }[]
  readonly ports: readonly ChartPort[]
  readonly sockets: readonly { readonly key: string; readonly id: string; readonly presence: Presence }[]
  readonly peers: readonly ChartPeer[]
  readonly vitals: readonly ChartVital[]
}

type Resolved = { readonly end: ChartEnd; readonly presence: Presence; readonly port?: ChartPort }

const there: Presence = { kind: 'expected' }

/**
 * The links of one chart: each definition once for every pair of parts that
 * its ends stand for. A link to a port that is absent here is left out.
 */
export function linksOf(context: PodContext, parts: LinkParts): readonly ChartLink[] {
  return linkDefinitions
    .filter(({ kinds }) => kinds.includes(context.podClass.kind))
    .flatMap((definition) => linksOfOne(definition, context, parts))
}

function linksOfOne(definition: LinkDefinition, context: PodContext, parts: LinkParts): readonly ChartLink[] {
  const dependencies = (definition.dependsOn ?? []).map((id) =>
    parts.ports.filter((port) => port.id === id && isHere(port)),
  )
  // A link whose way leads through a port that is not here does not exist either.
  if (dependencies.some((ports) => ports.length === 0)) return []
  const links: ChartLink[] = []
  for (const from of resolve(definition.from, parts)) {
    for (const to of resolve(definition.to, parts)) {
      const presence = conditionHolds(definition, context, to.port)
      if (presence === undefined) continue
      const dependsOn = [
        ...[from, to].flatMap(({ port }) => port?.key ?? []),
        ...dependencies.flat().map(({ key }) => key),
      ]
      const vital = parts.vitals.find(({ id }) => id === definition.vital)
      links.push({
        key: `${definition.id}:${from.end.key}>${to.end.key}`,
        id: definition.id,
        from: from.end,
        to: to.end,
        protocol: definition.protocol,
        purpose: definition.purpose,
        presence: weakest(presence, from.presence, to.presence),
        dependsOn: [...new Set(dependsOn)],
        ...(vital === undefined ? {} : { vital: vital.key }),
      })
    }
  }
  return links
}

function resolve(end: LinkEnd, parts: LinkParts): readonly Resolved[] {
  const { kind, id } = end
  switch (kind) {
    case 'process':
      return parts.processes
        .filter((one) => one.id === id)
        .map(({ key }) => ({ end: { kind, key }, presence: there }))
    case 'port':
      return parts.ports
        .filter((one) => one.id === id && isHere(one) && one.transports.includes('tcp'))
        .map((port) => ({ end: { kind, key: port.key }, presence: port.presence, port }))
    case 'socket':
      return parts.sockets
        .filter((one) => one.id === id && one.presence.kind !== 'absent')
        .map(({ key, presence }) => ({ end: { kind, key }, presence }))
    case 'peer':
      return parts.peers
        .filter((one) => one.id === id)
        .map(({ key }) => ({ end: { kind, key }, presence: there }))
  }
}

function isHere({ presence }: ChartPort): boolean {
  return presence.kind !== 'absent'
}

function weakest(...presences: readonly Presence[]): Presence {
  return presences.find(({ kind }) => kind === 'possible') ?? there
}

/** `undefined`: the link does not exist here. */
function conditionHolds(
  { condition }: LinkDefinition,
  context: PodContext,
  to: ChartPort | undefined,
): Presence | undefined {
  return condition === undefined ? there : conditions[condition](context, to)
}

const conditions: Readonly<
  Record<LinkCondition, (context: PodContext, to: ChartPort | undefined) => Presence | undefined>
> = {
  'agent-stands-in': ({ mesh }, to) => {
    const probers = readDocument(envText(mesh, 'ISTIO_KUBE_APP_PROBERS'))
    const merged = portIn(textAt(readDocument(envText(mesh, 'ISTIO_PROMETHEUS_ANNOTATIONS')), 'port'))
    if (to?.id !== 'application') return probers === undefined ? undefined : there
    const number = to.number.kind === 'known' ? to.number.value : undefined
    return number !== undefined && (probedPorts(probers).includes(number) || merged === number)
      ? there
      : undefined
  },
  'scraped-by-annotation': ({ inputs }, to) => {
    const annotations = inputs.pod.metadata?.annotations ?? {}
    const annotated = portIn(annotations['prometheus.io/port'])
    const scraped = annotations['prometheus.io/scrape'] === 'true'
    return scraped && to?.number.kind === 'known' && annotated === to.number.value
      ? there
      : { kind: 'possible', why: 'not-configured' }
  },
}

function probedPorts(probers: ReturnType<typeof readDocument>): readonly number[] {
  return Object.keys(probers ?? {}).flatMap((path) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((kind) =>
      fieldAt(probers, path, kind) === undefined ? [] : (portIn(textAt(probers, path, kind, 'port')) ?? []),
    ),
  )
}
