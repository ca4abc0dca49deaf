import http from 'node:http'
import type { Evidence } from '@portolan/contract/evidence'
import { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import { isDeliberate, TunnelError } from '@portolan/tunnel/tunnel-error'
import { TunnelSocket } from '@portolan/tunnel/tunnel-socket'
import { answerOrSilence } from './answer-or-silence.ts'
import { askOverTunnel } from './ask-over-tunnel.ts'
import { bounded, evidenceOfError } from './evidence-of-error.ts'
import { startTls } from './probe-tls.ts'
import type { Asking } from './probe-way.ts'

/** A body longer than this is not read to its end: the tunnel is closed instead of kept. Bytes. */
const longestBody = 64 * 1024
/** A body that dribbles is cut after so many milliseconds: the status line has proved the port. */
const longestBodyMilliseconds = 500
/** A body up to this long may be shown as what the port said. Bytes. */
const longestSaid = 512

/**
 * GETs one path over a warm tunnel. Every HTTP answer is evidence. A pooled
 * tunnel may have died since it was used last, which says nothing about the
 * port, so a question that fails on one is put once more on a fresh one.
 */
export async function probeHttp(asking: Asking, path: string): Promise<Evidence> {
  const first = await askPooled(asking, path)
  if (!first.worthRepeating) return first.evidence
  asking.agent.closeIdle(asking.target)
  return (await askPooled(asking, path)).evidence
}

/** The same question through TLS. Its tunnel is opened for this question alone. */
export function probeHttps(asking: Asking, path: string): Promise<Evidence> {
  return askOverTunnel(asking, `GET ${path}`, async (tunnel) => {
    const secure = await startTls(tunnel, undefined)
    const request = http.request({
      ...requestFor(asking, path),
      createConnection: () => secure,
    })
    return readAnswer(request, path)
  })
}

async function askPooled(
  asking: Asking,
  path: string,
): Promise<{ readonly evidence: Evidence; readonly worthRepeating: boolean }> {
  const asked = `GET ${path}`
  const request = http.request({ ...requestFor(asking, path), agent: asking.agent })
  try {
    const evidence = await answerOrSilence(readAnswer(request, path), {
      tunnel: () => (request.socket instanceof TunnelSocket ? request.socket : undefined),
      asked,
      deadlineMs: asking.deadlineMs,
      signal: asking.signal,
    })
    if (evidence.kind !== 'http') {
      request.destroy(new TunnelError('timeout', `no answer within ${asking.deadlineMs} ms`))
    }
    return { evidence, worthRepeating: false }
  } catch (error) {
    return {
      evidence: evidenceOfError(error, asked),
      worthRepeating: request.reusedSocket && !isDeliberate(error) && !asking.signal.aborted,
    }
  }
}

function requestFor(asking: Asking, path: string): http.RequestOptions {
  const { target, signal } = asking
  return {
    method: 'GET',
    host: TunnelAgent.hostFor(target),
    port: target.port,
    path,
    signal,
    headers: { host: `localhost:${target.port}`, 'user-agent': 'portolan-probe', accept: '*/*' },
  }
}

/** Resolves at the answer's end; a long or slow body is cut, and its tunnel with it. */
function readAnswer(request: http.ClientRequest, path: string): Promise<Evidence> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response) => {
      const milliseconds = Math.round(performance.now() - began)
      const chunks: Buffer[] = []
      let length = 0
      const cut = setTimeout(() => response.destroy(), longestBodyMilliseconds)
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length <= longestSaid) chunks.push(chunk)
        if (length > longestBody) response.destroy()
      })
      response.once('error', () => undefined)
      response.once('close', () => {
        clearTimeout(cut)
        const said =
          length <= longestSaid ? saidIn(response.headers['content-type'], Buffer.concat(chunks)) : undefined
        resolve({
          kind: 'http',
          method: 'GET',
          path,
          status: response.statusCode ?? 0,
          milliseconds,
          ...(said === undefined ? {} : { said }),
        })
      })
    })
    request.end()
  })
}

/** A short plain text, such as Envoy's `LIVE`; pages and data are no words. */
function saidIn(type: string | undefined, body: Buffer): string | undefined {
  if (body.length === 0 || (type !== undefined && !type.startsWith('text/plain'))) return undefined
  const text = bounded(body.toString('utf8'))
  return text === '' ? undefined : text
}
