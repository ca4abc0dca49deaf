import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { InsideLook, InsideSocket } from '@portolan/contract/inside'
import { isAnyAddress, isLoopback, plainAddress } from '../sockets/ip-address.ts'
import { isListening, isUdp } from '../sockets/socket-side.ts'
import { processOfSocket } from './holder-process.ts'

/** What the pod's table of sockets says of one port. */
export type TableEvidence = {
  readonly kind: 'socket-table'
  readonly listening: boolean
  /** Those that something listens on. */
  readonly addresses: readonly string[]
  /** `CONTAINER: PROGRAM (PID)` */
  readonly holders: readonly string[]
  /** Whether a port-forward, which comes from loopback, gets there. */
  readonly reachable: boolean
}

/** Listening sockets on a number that no port of the chart has. */
export type UnlistedListener = {
  /** `PORT/tcp` or `PORT/udp`. */
  readonly key: string
  readonly transport: 'tcp' | 'udp'
  readonly number: number
  readonly sockets: readonly InsideSocket[]
  /** Key of the chart's process that holds it; `undefined` where that cannot be told. */
  readonly process: string | undefined
}

/**
 * First of the ports that the kernel gives to who does not name one: a UDP
 * socket there is the near end of a question, and no service.
 * @see Linux: net.ipv4.ip_local_port_range
 */
const firstEphemeral = 32_768

/**
 * What the table says of each of the chart's ports, by key: whether something
 * listens on its number, where, and who. Nothing is said of a port whose number
 * is not known or whose container does not run.
 */
export function tableEvidence(chart: Chart, { sockets }: InsideLook): ReadonlyMap<string, TableEvidence> {
  const listeners = listenersOf(sockets)
  const said = new Map<string, TableEvidence>()
  for (const port of chart.ports) {
    if (port.number.kind === 'unknown' || port.presence.kind === 'absent' || !isServed(chart, port)) continue
    const number = port.number.value
    const own = port.transports.flatMap((transport) => listeners.get(`${number}/${transport}`) ?? [])
    said.set(port.key, evidenceOf(own))
  }
  return said
}

/** What listens on numbers that the chart does not know, in the order of their numbers. */
export function unlistedListeners(chart: Chart, look: InsideLook): readonly UnlistedListener[] {
  const known = new Set(
    chart.ports.flatMap(({ number, transports }) =>
      number.kind === 'known' ? transports.map((transport) => `${number.value}/${transport}`) : [],
    ),
  )
  const unread = look.containers
    .filter(({ name, outcome }) => outcome.kind === 'unread' && isRunning(chart, name))
    .map(({ name }) => name)
  return [...listenersOf(look.sockets)]
    .flatMap(([key, sockets]): readonly UnlistedListener[] => {
      const [socket] = sockets
      const number = socket?.local?.port
      if (socket === undefined || number === undefined || known.has(key)) return []
      const transport = isUdp(socket.family) ? 'udp' : 'tcp'
      if (transport === 'udp' && number >= firstEphemeral) return []
      const holders = sockets.flatMap((one) => one.holders)
      return [{ key, transport, number, sockets, process: processOfSocket(chart, holders, unread)?.key }]
    })
    .toSorted((a, b) => a.number - b.number || a.transport.localeCompare(b.transport))
}

/** Such a listener as a port of the chart, which nothing but the look tells of. */
export function portOfListener(listener: UnlistedListener, process: string): ChartPort {
  const { key, transport, number, sockets } = listener
  const [holder] = sockets.flatMap(({ holders }) => holders)
  const loopback = sockets.every(({ local }) => isLoopback(plainAddress(local?.address ?? '')))
  return {
    key: `unlisted:${key}`,
    id: 'unlisted',
    process,
    number: {
      kind: 'known',
      value: number,
      source: {
        kind: 'socket-table',
        ...(holder === undefined ? {} : { holder: `${holder.name} (${holder.pid})` }),
      },
    },
    transports: [transport],
    protocol: 'tcp',
    binds: loopback ? 'loopback' : 'all',
    purpose: 'debug',
    presence: { kind: 'possible', why: 'only-in-socket-table' },
    // To say anything to a port that nobody knows may do anything.
    probe: { kind: 'none', reason: 'only-in-socket-table' },
    configuredBy: [],
    endpoints: [],
  }
}

/** @param own the sockets that listen on the number; none if nothing does */
export function evidenceOf(own: readonly InsideSocket[]): TableEvidence {
  const addresses = new Set(own.map(({ local }) => plainAddress(local?.address ?? '')))
  const holders = new Set(
    own.flatMap((one) => one.holders.map(({ container, name, pid }) => `${container}: ${name} (${pid})`)),
  )
  const all = [...addresses]
  return {
    kind: 'socket-table',
    listening: own.length > 0,
    addresses: all,
    holders: [...holders],
    reachable: all.some((address) => isAnyAddress(address) || isLoopback(address)),
  }
}

function listenersOf(sockets: readonly InsideSocket[]): ReadonlyMap<string, readonly InsideSocket[]> {
  return Map.groupBy(
    sockets.filter(isListening),
    ({ family, local }) => `${local?.port ?? 0}/${isUdp(family) ? 'udp' : 'tcp'}`,
  )
}

function isServed(chart: Chart, port: ChartPort): boolean {
  const container = chart.processes.find(({ key }) => key === port.process)?.container
  return container === undefined || isRunning(chart, container)
}

function isRunning(chart: Chart, container: string): boolean {
  const state = chart.containers.find(({ name }) => name === container)?.state
  return state === undefined || state === 'running'
}
