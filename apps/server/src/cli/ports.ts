import type { Chart } from '@portolan/contract/chart'
import type { PodObservations } from '@portolan/contract/observation'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import { createLog } from '../log.ts'
import { observeOnce } from '../observe/observe-once.ts'
import { readPodOnce } from '../routes/read-pod.ts'
import { connect } from './connect.ts'
import type { PortsArguments } from './parse-arguments.ts'
import { portTable } from './port-table.ts'
import type { Terminal } from './terminal.ts'

/** The longest that the whole command may take, in milliseconds. */
const deadline = 30_000

/** Prints what answers on each port of one pod. Exit code 0 only when every expected port is open. */
export async function ports(
  options: PortsArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  await using connection = await connect(options, terminal.environment, createLog('error'))
  if (connection.notice !== undefined) terminal.complain(connection.notice)
  const session = connection.clusters.get(connection.cluster)
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(deadline)])
  try {
    const { summary, chart } = await readPodOnce(session, options.pod, bounded)
    const { access, agent, client, clock } = session
    const observations = await observeOnce(chart, {
      access,
      agent,
      clock,
      signal: bounded,
      reviewAccess: () => client.portForwardAccess(options.pod.namespace, options.pod.name),
    })
    if (options.output === 'json')
      terminal.print(JSON.stringify({ pod: summary, chart, ...observations }, undefined, 2))
    else terminal.print(portTable(chart, observations))
    return allExpectedOpen(chart, observations) ? 0 : 1
  } catch (error) {
    if (error instanceof AppError || error instanceof ClusterError) {
      terminal.complain(`${formatPodRef(options.pod)}: ${error.message}`)
      return 1
    }
    throw error
  }
}

/** Whether each port that the chart expects was seen open. */
export function allExpectedOpen(chart: Chart, { ports: observed }: PodObservations): boolean {
  const states = new Map(observed.map(({ port, state }) => [port, state]))
  return chart.ports.every(({ key, presence }) => presence.kind !== 'expected' || states.get(key) === 'open')
}
