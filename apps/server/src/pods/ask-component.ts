import type { Read } from '@portolan/catalog/chart-inputs'
import type { PortId } from '@portolan/catalog/ids'
import type { Chart } from '@portolan/contract/chart'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { NotHttpError, tunnelRequest } from '@portolan/tunnel/tunnel-request'

const usualDeadline = 3_000

/** A light question to one of a pod's own components. */
export type ComponentQuestion = {
  readonly port: PortId
  readonly path: string
  /** Longest answer that is read, in bytes. */
  readonly maxBytes: number
  /** How long the answer may take, in milliseconds; 3 s when left out. */
  readonly deadlineMs?: number
  readonly signal: AbortSignal
}

/**
 * Asks a component of the pod at a port that its chart expects.
 * Silence, a closed port and anything but 200 are an unread answer, no error.
 * @returns `undefined` when there is nobody to ask: no such port, its number unknown, its container not running
 */
export async function askComponent(
  agent: TunnelAgent,
  chart: Chart,
  { port: id, path, maxBytes, deadlineMs = usualDeadline, signal }: ComponentQuestion,
): Promise<Read<string> | undefined> {
  const port = chart.ports.find((one) => one.id === id && one.presence.kind === 'expected')
  const process = chart.processes.find(({ key }) => key === port?.process)
  const container = chart.containers.find(({ name }) => name === process?.container)
  if (port?.number.kind !== 'known' || container?.state !== 'running') return undefined
  const { namespace, name: pod, uid } = chart.pod
  const target = { namespace, pod, uid, port: port.number.value }
  try {
    const response = await tunnelRequest(agent, target, {
      method: 'GET',
      path,
      headers: { host: `localhost:${target.port}`, 'user-agent': 'portolan-probe' },
      signal,
      deadlineMs,
      maxBytes,
    })
    const text = await response.text()
    if (response.status === 200) return { kind: 'read', value: text }
    return failed(`GET ${path} on ${target.port} was answered with ${response.status}.`)
  } catch (error) {
    if (error instanceof TunnelError) return failed(error.text)
    if (error instanceof NotHttpError) return failed(`What answers on ${target.port} does not speak HTTP.`)
    throw error
  }
}

function failed(text: string): Read<string> {
  return { kind: 'unread', reason: 'failed', text }
}
