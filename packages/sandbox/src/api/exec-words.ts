import { randomBytes } from 'node:crypto'
import type { CommandEnd } from '../pods/run-command.ts'

/** The protocol in which a client can close one channel while the others go on. */
export const closesChannels = 'v5.channel.k8s.io'
export const execProtocols = [closesChannels, 'v4.channel.k8s.io'] as const
export type ExecProtocol = (typeof execProtocols)[number]

/**
 * The last message of a command: how it ended, as the lab's Kubernetes 1.34
 * said it. With v4 it is the runtime's own; with v5 the API server has read that
 * and writes it once more in its own words.
 * @see apiserver: pkg/util/proxy/streamtranslator.go
 */
export function statusOfEnd(end: CommandEnd, command: readonly string[], protocol: ExecProtocol): string {
  if (end.kind === 'not-started') {
    const id = randomBytes(32).toString('hex')
    const said = `error executing command in container: failed to exec in container: failed to start exec "${id}": ${end.words}`
    return internalError(protocol === 'v5.channel.k8s.io' ? `Internal error occurred: ${said}` : said)
  }
  if (end.code === 0) return JSON.stringify({ metadata: {}, status: 'Success' })
  const how =
    protocol === 'v5.channel.k8s.io'
      ? `command terminated with exit code ${end.code}`
      : `error executing command [${command.join(' ')}], exit code ${end.code}`
  return JSON.stringify({
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: ${how}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(end.code) }] },
  })
}

/** What the API server says when the kubelet would not begin; with v5 the WebSocket is open by then. */
export function internalError(text: string): string {
  return JSON.stringify({
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${text}`,
    reason: 'InternalError',
    details: { causes: [{ message: text }] },
    code: 500,
  })
}
