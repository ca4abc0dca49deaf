import http from 'node:http'
import type { IncomingMessage } from 'node:http'
import { openTunnel } from '@portolan/tunnel/open-tunnel'
import type { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { readBounded } from '@portolan/tunnel/bounded-body'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'
import { startTls } from '../observe/probe-tls.ts'
import type { PodAnswer } from './pod-answer.ts'

/**
 * One GET over TLS, on a tunnel of its own. The certificate is not verified:
 * it is recorded, never trusted.
 * @throws TunnelError, or the TLS or HTTP client's own error
 */
export async function askThroughTls(
  access: ApiServerAccess,
  target: TunnelTarget,
  question: {
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly signal: AbortSignal
    readonly deadlineMs: number
    readonly maxBytes: number
  },
): Promise<PodAnswer> {
  const { path, headers, deadlineMs, maxBytes } = question
  const signal = AbortSignal.any([question.signal, AbortSignal.timeout(deadlineMs)])
  const tunnel = await openTunnel(access, target, { signal, deadlineMs })
  const failed = new Promise<never>((_resolve, reject) => tunnel.on('error', reject))
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    const secure = await Promise.race([startTls(tunnel, undefined), failed, aborted])
    const asking = http.request({ method: 'GET', path, headers, signal, createConnection: () => secure })
    const answer = await Promise.race([responseTo(asking), failed])
    const body = await readBounded(answer, maxBytes)
    return { status: answer.statusCode ?? 0, headers: answer.headers, body }
  } finally {
    tunnel.destroy()
    // Whoever loses a race may still reject; nobody is interested any more.
    failed.catch(() => undefined)
    aborted.catch(() => undefined)
  }
}

function responseTo(asking: http.ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asking.once('response', resolve)
    asking.once('error', reject)
    asking.end()
  })
}
