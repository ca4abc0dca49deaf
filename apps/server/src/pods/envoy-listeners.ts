import type { EnvoyListener, Read } from '@portolan/catalog/chart-inputs'
import type { Chart } from '@portolan/contract/chart'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import * as z from 'zod/mini'

const deadlineMs = 3_000
/** A gateway with thousands of listeners answers a few megabytes. */
const maxBytes = 16 * 1024 * 1024

const socketAddress = z.object({
  socket_address: z.optional(z.object({ address: z.string(), port_value: z.optional(z.number()) })),
})
const answer = z.object({
  listener_statuses: z.optional(
    z.array(
      z.object({
        name: z.string(),
        local_address: z.optional(socketAddress),
        additional_local_addresses: z.optional(z.array(socketAddress)),
      }),
    ),
  ),
})

/**
 * Asks Envoy what it listens on. Its word is better than any setting's, and
 * moved or extra listeners are known only to it.
 * @returns `undefined` when the pod has no Envoy whose admin port is known
 * @see envoy: api/envoy/admin/v3/listeners.proto
 */
export async function readEnvoyListeners(
  agent: TunnelAgent,
  chart: Chart,
  signal: AbortSignal,
): Promise<Read<readonly EnvoyListener[]> | undefined> {
  const admin = chart.ports.find(({ id, presence }) => id === 'envoy-admin' && presence.kind === 'expected')
  const envoy = chart.containers.find(
    ({ name }) => name === chart.processes.find(({ key }) => key === admin?.process)?.container,
  )
  if (admin === undefined || admin.number.kind !== 'known' || envoy?.state !== 'running') return undefined
  const { namespace, name: pod, uid } = chart.pod
  const target = { namespace, pod, uid, port: admin.number.value }
  try {
    const response = await tunnelRequest(agent, target, {
      method: 'GET',
      path: '/listeners?format=json',
      signal,
      deadlineMs,
      maxBytes,
    })
    const text = await response.text()
    if (response.status !== 200) return failed(`Envoy answered ${response.status}.`)
    return { kind: 'read', value: parseListeners(text) }
  } catch (error) {
    if (error instanceof TunnelError || error instanceof SyntaxError || error instanceof z.core.$ZodError) {
      return failed(
        error instanceof TunnelError ? error.text : 'The answer is not Envoy’s list of listeners.',
      )
    }
    throw error
  }
}

/**
 * Reads `/listeners?format=json`. Listeners on Unix sockets have no port and
 * are left out, as are internal ones.
 * @throws SyntaxError or ZodError when the text is not that document
 */
export function parseListeners(text: string): readonly EnvoyListener[] {
  const { listener_statuses: statuses = [] } = z.parse(answer, JSON.parse(text))
  return statuses.flatMap(({ name, local_address, additional_local_addresses = [] }) =>
    [local_address, ...additional_local_addresses].flatMap((one) => {
      const socket = one?.socket_address
      return socket?.port_value === undefined
        ? []
        : [{ name, address: socket.address, port: socket.port_value }]
    }),
  )
}

function failed(text: string): Read<readonly EnvoyListener[]> {
  return { kind: 'unread', reason: 'failed', text }
}
