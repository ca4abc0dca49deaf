import type { ApiServerAccess } from './api-server-access.ts'
import { Deadline } from './deadline.ts'
import { portForwardPath, type TunnelTarget } from './tunnel-target.ts'
import { upgradeFailure } from './upgrade-failure.ts'
import { upgradeToWebSocket, type UpgradedConnection } from './websocket-upgrade.ts'

const protocols = ['v4.channel.k8s.io']
const refusal = (status: number, body: string) => upgradeFailure(status, body, 'port-forward')

/**
 * Asks the API server to turn a connection into a port-forward.
 * @param deadlineMs milliseconds for everything, credentials included
 * @throws TunnelError
 */
export async function upgradeToPortForward(
  access: ApiServerAccess,
  target: TunnelTarget,
  options: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<UpgradedConnection> {
  const path = portForwardPath(target)
  using deadline = new Deadline(options.signal, options.deadlineMs, 'opening the port-forward')
  const exchange = { kind: 'tunnel', method: 'GET', path, target } as const
  // Awaited here: the deadline ends with this function.
  return await upgradeToWebSocket(access, { path, protocols, exchange, refusal }, deadline.signal)
}
