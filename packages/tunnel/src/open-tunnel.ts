import { once } from 'node:events'
import type { ApiServerAccess } from './api-server-access.ts'
import { upgradeToPortForward } from './port-forward-upgrade.ts'
import { abortError } from './tunnel-error.ts'
import { TunnelSocket } from './tunnel-socket.ts'
import { hostOfTarget, portForwardPath, type TunnelTarget } from './tunnel-target.ts'

/** Milliseconds for an upgrade where the caller names none. */
export const defaultUpgradeMs = 10_000

/**
 * Opens one tunnel of its own, outside any pool: for probes that speak other
 * protocols than HTTP. Attach `error` before anything else is awaited, then
 * read: nothing is read from the network before.
 * @param options.signal ends the opening, not the open tunnel: destroy that
 * @param options.deadlineMs milliseconds for the opening
 * @throws TunnelError; RangeError for a target that cannot exist
 */
export async function openTunnel(
  access: ApiServerAccess,
  target: TunnelTarget,
  options: {
    readonly signal: AbortSignal
    readonly deadlineMs?: number
    readonly pingEvery?: number
    readonly pongWithin?: number
  },
): Promise<TunnelSocket> {
  const { signal, deadlineMs = defaultUpgradeMs, ...heartbeat } = options
  if (signal.aborted) throw abortError(signal)
  const host = hostOfTarget(target)
  portForwardPath(target)
  const tunnel = new TunnelSocket({
    ...heartbeat,
    host,
    port: target.port,
    connect: (closed) => upgradeToPortForward(access, target, { signal: closed, deadlineMs }),
  })
  follow(access, target, tunnel)
  const abort = () => tunnel.destroy(abortError(signal))
  signal.addEventListener('abort', abort, { once: true })
  try {
    await once(tunnel, 'connect')
    return tunnel
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function follow({ observer }: ApiServerAccess, target: TunnelTarget, tunnel: TunnelSocket): void {
  const follower = observer?.sent(
    { kind: 'stream', target },
    { bytes: () => tunnel.bytesRead, breakOff: (error) => tunnel.destroy(error) },
  )
  if (follower) tunnel.once('close', () => follower.ended(tunnel.errored ?? undefined))
}
