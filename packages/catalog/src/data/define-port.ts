import type { ChartPort, Endpoint, PortProtocol, Probe, Purpose } from '@portolan/contract/chart'
import type { PortId, ProcessId } from '../ids.ts'

/** What the catalog knows of a port before it has seen a pod. */
export type PortDefinition = {
  readonly id: PortId
  readonly process: ProcessId
  /** Where it usually is. */
  readonly number: number
  readonly transports?: readonly ('tcp' | 'udp')[]
  readonly protocol: PortProtocol
  readonly binds: ChartPort['binds']
  readonly purpose: Purpose
  readonly probe: Probe
  /** First and last Istio minor release that have it, e.g. `1.24`. */
  readonly since?: string
  readonly until?: string
  /** Settings that move or remove it, in the field's own words. */
  readonly configuredBy: readonly string[]
  readonly endpoints: readonly Endpoint[]
}

/** Every answer proves the port; `notReady` are the statuses with which it says that it is not ready. */
export function asksHttp(path: string, ...notReady: readonly number[]): Probe {
  return { kind: 'http', path, notReady: [...notReady], tls: false }
}

/** Only a connection: whatever is sent here is traffic. */
export const accepts: Probe = { kind: 'accept' }
