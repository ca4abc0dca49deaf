import type {
  ChartPort,
  ChartProcess,
  ChartSocket,
  PortNumberKnowledge,
  Presence,
} from '@portolan/contract/chart'
import type { Container, ChartInputs } from '../chart-inputs.ts'
import type { PodClass } from '../classify-pod.ts'
import type { PortDefinition } from '../data/define-port.ts'
import type { PresenceReason, UnreadId } from '../ids.ts'
import { isInRelease } from '../istio-version.ts'
import type { PlacedContainer } from '../pod-containers.ts'
import { unreadOf, usually } from '../settings/port-number.ts'
import type { MeshConfig } from '../settings/mesh-config.ts'
import type { ProxyConfig } from '../settings/proxy-config.ts'

/** What the drafts of one pod's parts are made from. */
export type PodContext = {
  readonly inputs: ChartInputs
  readonly podClass: PodClass
  readonly version: string | undefined
  readonly containers: readonly PlacedContainer[]
  /** The mesh's own container, where there is one. */
  readonly mesh: Container | undefined
  readonly meshConfig: MeshConfig
  readonly proxyConfig: ProxyConfig
}

/** A port on its way onto the chart, with the sources that its number or presence hangs on. */
export type DraftPort = { readonly port: ChartPort; readonly hangsOn: readonly string[] }

/** The parts of a pod before they are linked. */
export type Draft = {
  readonly processes: readonly ChartProcess[]
  readonly ports: readonly DraftPort[]
  readonly sockets: readonly ChartSocket[]
  /** Where the component finds istiod, as configured. */
  readonly istiodAddress?: string | undefined
}

export const expected: Presence = { kind: 'expected' }

export function possible(why: PresenceReason): Presence {
  return { kind: 'possible', why }
}

export function absent(why: PresenceReason): Presence {
  return { kind: 'absent', why }
}

type Resolution = {
  readonly key?: string
  readonly process?: string
  readonly name?: string | undefined
  readonly number?: PortNumberKnowledge
  readonly presence?: Presence
  readonly binds?: ChartPort['binds']
  readonly protocol?: ChartPort['protocol']
  readonly probe?: ChartPort['probe']
  readonly transports?: ChartPort['transports']
  readonly hangsOn?: readonly UnreadId[]
}

/** Resolves a definition against one pod: what is not given stays as the catalog has it. */
export function draftPort(
  definition: PortDefinition,
  { version }: Pick<PodContext, 'version'>,
  resolution: Resolution = {},
): DraftPort {
  const number = resolution.number ?? usually(definition.number)
  const port: ChartPort = {
    key: resolution.key ?? definition.id,
    id: definition.id,
    process: resolution.process ?? definition.process,
    ...(resolution.name === undefined ? {} : { name: resolution.name }),
    number,
    transports: [...(resolution.transports ?? definition.transports ?? ['tcp'])],
    protocol: resolution.protocol ?? definition.protocol,
    binds: resolution.binds ?? definition.binds,
    purpose: definition.purpose,
    presence: resolution.presence ?? expected,
    probe: resolution.probe ?? definition.probe,
    configuredBy: [...definition.configuredBy],
    endpoints: definition.endpoints.filter((one) => isInRelease(version, one) !== 'no'),
  }
  return { port, hangsOn: [...new Set([...unreadOf(number), ...(resolution.hangsOn ?? [])])] }
}
