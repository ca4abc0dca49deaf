import type { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'

/** How one identity reaches the ports of one pod. */
export type PodWay = {
  /** Credentials, for tunnels that are opened for one question. */
  readonly access: ApiServerAccess
  /** Warm tunnels, for HTTP. */
  readonly agent: TunnelAgent
}

/** One question about to be put to one port. */
export type Asking = PodWay & {
  readonly target: TunnelTarget
  /** Ends the question early; the evidence is then worthless and nobody should keep it. */
  readonly signal: AbortSignal
  /** Longest time for the whole question, in milliseconds. */
  readonly deadlineMs: number
  /** Told how long a fresh tunnel took to open, in milliseconds: the pulse of the API server and the kubelet. */
  readonly onOpened?: (milliseconds: number) => void
}

/** Longest time for one question, in milliseconds. */
export const probeDeadline = 3_000
