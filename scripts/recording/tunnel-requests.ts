import { once } from 'node:events'
import { request } from 'node:http'
import { request as requestTls } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { openTunnel } from '@portolan/tunnel/open-tunnel'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'
import type { RecordedAnswer } from '@portolan/sandbox/meshes/recording'

const deadlineMs = 20_000
const dropped = new Set([
  'date',
  'content-length',
  'connection',
  'transfer-encoding',
  'content-encoding',
  'keep-alive',
])

/** One GET over a tunnel of its own, with the answer as it is kept. */
export async function recordGet(
  access: ApiServerAccess,
  target: TunnelTarget,
  path: string,
  secure = false,
): Promise<RecordedAnswer> {
  const signal = AbortSignal.timeout(deadlineMs)
  const tunnel = await openTunnel(access, target, { signal })
  try {
    const options = { path, signal, headers: { host: `localhost:${target.port}`, connection: 'close' } }
    const asking = secure
      ? requestTls({
          ...options,
          createConnection: () => connectTls({ socket: tunnel, rejectUnauthorized: false }),
        })
      : request({ ...options, createConnection: () => tunnel })
    const response = once(asking, 'response')
    asking.end()
    const [answer] = await response
    const body = await buffer(answer)
    const headers = Object.entries<unknown>(answer.headers).flatMap(([name, value]) =>
      dropped.has(name) || typeof value !== 'string' ? [] : [[name, value] as const],
    )
    return { status: answer.statusCode, headers: Object.fromEntries(headers), ...bodyText(body) }
  } finally {
    tunnel.destroy()
  }
}

/** Go writes the folders of its module cache into profiles; whose home that was is nobody's business. */
const home = /\/root\//g
/** As long as what it stands for: texts in a profile carry their length. */
const someHome = '/home/'

function withoutHome(body: Buffer): Buffer {
  const zipped = body[0] === 0x1f && body[1] === 0x8b
  const plain = (zipped ? gunzipSync(body) : body).toString('latin1')
  const cleaned = Buffer.from(plain.replace(home, someHome), 'latin1')
  return zipped ? gzipSync(cleaned) : cleaned
}

function bodyText(raw: Buffer): Pick<RecordedAnswer, 'body' | 'base64'> {
  const body = withoutHome(raw)
  const text = body.toString('utf8')
  return Buffer.from(text, 'utf8').equals(body)
    ? { body: text }
    : { body: body.toString('base64'), base64: true }
}

/** The names in the certificate of a TLS port. */
export async function recordTlsNames(
  access: ApiServerAccess,
  target: TunnelTarget,
): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(deadlineMs)
  const tunnel = await openTunnel(access, target, { signal })
  try {
    const secure = connectTls({ socket: tunnel, rejectUnauthorized: false })
    await once(secure, 'secureConnect', { signal })
    const names = secure.getPeerCertificate().subjectaltname ?? ''
    return names.split(', ').map((name) => name.replace(/^(DNS|URI|IP Address):/, ''))
  } finally {
    tunnel.destroy()
  }
}

/** Whether the port closes what it accepts without being asked; `refused` where nothing listens. */
export async function howItAccepts(
  access: ApiServerAccess,
  target: TunnelTarget,
): Promise<'hold' | 'black-hole' | 'refused'> {
  const tunnel = await openTunnel(access, target, { signal: AbortSignal.timeout(deadlineMs) })
  const ended = new Promise<'black-hole' | 'refused'>((resolve) => {
    tunnel
      .resume()
      .once('end', () => resolve('black-hole'))
      .once('error', () => resolve('refused'))
  })
  // A runtime needs a second to pass on that the peer closed.
  const held = new Promise<'hold'>((resolve) => setTimeout(resolve, 2000, 'hold'))
  const how = await Promise.race([ended, held])
  tunnel.destroy()
  return how
}
