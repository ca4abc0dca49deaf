import type { ApiServerAccess } from './api-server-access.ts'
import { Deadline } from './deadline.ts'
import { closesChannels, ExecSocket, type ExecResult, type ExecSocketOptions } from './exec-socket.ts'
import { execPath, type ExecTarget } from './exec-target.ts'
import { upgradeFailure } from './upgrade-failure.ts'
import { upgradeToWebSocket } from './websocket-upgrade.ts'

export type { ExecResult } from './exec-socket.ts'

export type ExecOptions = ExecSocketOptions & {
  /** Milliseconds for everything: credentials, the upgrade, the command. */
  readonly deadlineMs: number
}

/** An API server before 1.30 knows v4 only. */
const protocols = [closesChannels, 'v4.channel.k8s.io']
const refusal = (status: number, body: string) => upgradeFailure(status, body, 'exec')

/**
 * Runs one command in a container, with an empty input and without a terminal, and
 * collects what it writes. A command that ends with another code than 0 is a
 * result and no failure.
 *
 * Its input stays open while it runs. When it is broken off (signal, deadline,
 * maxBytes, the end of this process) its input ends with the connection, and
 * nothing on our side is left open. The command itself is not ended by that:
 * containerd lets it run and drops what it writes, so what is run here ends by
 * itself, or when its input does.
 * @throws TunnelError, among others `forbidden`, `pod-not-found`, `pod-not-running`
 *   (of a container too), `no-such-container`, `no-such-program`, `kubelet-unreachable`,
 *   `timeout`, `aborted`; RangeError for a target that cannot exist
 */
export async function execInPod(
  access: ApiServerAccess,
  target: ExecTarget,
  command: readonly string[],
  options: ExecOptions,
): Promise<ExecResult> {
  const path = execPath(target, command)
  const { deadlineMs, ...rest } = options
  using deadline = new Deadline(
    options.signal,
    deadlineMs,
    `the command in the container ${target.container}`,
  )
  const { signal } = deadline
  const exchange = { kind: 'exec', method: 'GET', path, target, command } as const
  const connection = await upgradeToWebSocket(access, { path, protocols, exchange, refusal }, signal)
  // Awaited here: the deadline ends with this function.
  return await new ExecSocket(connection, { ...rest, signal }).result
}
