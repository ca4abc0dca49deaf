import type { Chart, ChartPort } from '@portolan/contract/chart'

/** What a pod's chart says about its sockets. */
export type ChartFacts = {
  /** The chart's port of a number, TCP or UDP. */
  portAt(transport: 'tcp' | 'udp', number: number): ChartPort | undefined
  /** Numbers of the ports that kubelet comes to. */
  readonly probed: ReadonlySet<number>
  /** Numbers of the ports that Prometheus comes to. */
  readonly scraped: ReadonlySet<number>
  readonly xdsPaths: ReadonlySet<string>
  readonly sdsPaths: ReadonlySet<string>
  readonly hasAgent: boolean
}

/**
 * Reads a chart for the sake of sockets: its links say who comes to which port.
 * @param probed further numbers that kubelet is told to probe, by the pod's own containers
 */
export function chartFacts(chart: Chart, probed: readonly number[] = []): ChartFacts {
  const known = chart.ports.filter(({ presence }) => presence.kind !== 'absent')
  const comesFrom = (peer: string) =>
    chart.links.flatMap(({ from, to }) => {
      if (from.kind !== 'peer' || from.key !== peer || to.kind !== 'port') return []
      const number = known.find(({ key }) => key === to.key)?.number
      return number?.kind === 'known' ? [number.value] : []
    })
  const paths = (id: string) =>
    chart.sockets.filter((socket) => socket.id === id).map(({ path }) => plainPath(path))
  const byNumber = new Map<string, ChartPort>()
  for (const port of known) {
    const { number } = port
    if (number.kind === 'unknown') continue
    for (const transport of port.transports) {
      const key = `${transport}:${number.value}`
      // What is expected there counts before what may be there.
      if (!byNumber.has(key) || port.presence.kind === 'expected') byNumber.set(key, port)
    }
  }
  return {
    portAt: (transport, number) => byNumber.get(`${transport}:${number}`),
    probed: new Set([...comesFrom('kubelet'), ...probed]),
    scraped: new Set(comesFrom('prometheus')),
    xdsPaths: new Set(paths('xds-socket')),
    sdsPaths: new Set([...paths('sds-socket'), ...paths('external-sds-socket')]),
    hasAgent: chart.processes.some(({ id }) => id === 'pilot-agent'),
  }
}

/** A socket's path as it was bound: pilot-agent binds relative to the root. */
export function plainPath(path: string): string {
  return path.replace(/^\.?\/+/, '')
}
