import type { EnvoyListener, Read } from '@portolan/catalog/chart-inputs'
import type { Chart } from '@portolan/contract/chart'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import * as z from 'zod/mini'
import { askComponent } from './ask-component.ts'

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
  const path = '/listeners?format=json'
  const told = await askComponent(agent, chart, { port: 'envoy-admin', path, maxBytes, signal })
  if (told?.kind !== 'read') return told
  try {
    return { kind: 'read', value: parseListeners(told.value) }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.core.$ZodError)) throw error
    return { kind: 'unread', reason: 'failed', text: 'The answer is not Envoy’s list of listeners.' }
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
