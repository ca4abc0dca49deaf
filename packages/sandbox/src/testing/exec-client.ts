import { WebSocket } from 'ws'
import { parse } from 'yaml'
import { textAt } from '../json-value.ts'
import type { Sandbox } from '../start-sandbox.ts'
import { UpgradeRefused } from './forward-client.ts'

/** How one command went, straight from the protocol. */
export type ExecSeen = {
  readonly protocol: string
  readonly stdout: string
  readonly stderr: string
  /** The last message, parsed. */
  readonly status: unknown
  readonly closeCode: number
}

/**
 * Runs a command as simply as can be, for tests of the sandbox itself.
 * @throws UpgradeRefused with the body of the refusal
 */
export function runExec(
  sandbox: Sandbox,
  ref: `${string}/${string}`,
  container: string,
  command: readonly string[],
  protocols: readonly string[],
): Promise<ExecSeen> {
  const token = textAt(parse(sandbox.kubeconfig()), 'users', 0, 'user', 'token') ?? ''
  const [namespace, pod] = ref.split('/')
  const query = new URLSearchParams({ container, stdout: 'true', stderr: 'true' })
  for (const word of command) query.append('command', word)
  const url = `${sandbox.url.replace(/^https/, 'wss')}/api/v1/namespaces/${namespace}/pods/${pod}/exec?${query.toString()}`
  return new Promise((resolve, reject) => {
    const webSocket = new WebSocket(url, [...protocols], {
      ca: sandbox.caPem,
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate: false,
    })
    const channels: Record<number, string> = {}
    webSocket.on('message', (data: Buffer) => {
      const channel = data[0] ?? 0
      channels[channel] = (channels[channel] ?? '') + data.subarray(1).toString()
    })
    webSocket.once('close', (closeCode) => {
      const status: unknown = JSON.parse(channels[3] ?? 'null')
      const { protocol } = webSocket
      resolve({ protocol, stdout: channels[1] ?? '', stderr: channels[2] ?? '', status, closeCode })
    })
    webSocket.once('error', reject)
    webSocket.once('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => {
        reject(new UpgradeRefused(response.statusCode ?? 0, response.headers['content-type'] ?? '', body))
        webSocket.terminate()
      })
    })
  })
}
