import type { Evidence } from '@portolan/contract/evidence'
import { openTunnel } from '@portolan/tunnel/open-tunnel'
import type { TunnelSocket } from '@portolan/tunnel/tunnel-socket'
import { because } from '../journal/because.ts'
import { answerOrSilence } from './answer-or-silence.ts'
import { evidenceOfError } from './evidence-of-error.ts'
import type { Asking } from './probe-way.ts'

/**
 * Opens a tunnel for one question, waits for the answer or proves the silence,
 * and closes the tunnel. Never throws: every failure is evidence.
 * @param asked the question in the field's own words, e.g. `TLS ClientHello`
 */
export async function askOverTunnel(
  asking: Asking,
  asked: string,
  ask: (tunnel: TunnelSocket) => Promise<Evidence>,
): Promise<Evidence> {
  const began = performance.now()
  let tunnel: TunnelSocket
  try {
    const { access, target, signal, deadlineMs } = asking
    tunnel = await because({ asked }, () => openTunnel(access, target, { signal, deadlineMs }))
  } catch (error) {
    return evidenceOfError(error, asked)
  }
  const opening = performance.now() - began
  asking.onOpened?.(opening)
  try {
    const failed = new Promise<never>((_resolve, reject) => tunnel.on('error', reject))
    return await answerOrSilence(Promise.race([ask(tunnel), failed]), {
      tunnel: () => tunnel,
      asked,
      deadlineMs: Math.max(1, asking.deadlineMs - opening),
      signal: asking.signal,
    })
  } catch (error) {
    return evidenceOfError(error, asked)
  } finally {
    tunnel.destroy()
  }
}

/** The first bytes that satisfy `enough`, or everything that came before the other side closed. */
export function readUntil(
  tunnel: NodeJS.ReadableStream,
  enough: (bytes: Buffer) => boolean,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0)
    tunnel.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (enough(bytes)) resolve(bytes)
    })
    tunnel.once('end', () => resolve(bytes))
    tunnel.once('error', reject)
  })
}
