import { createHash, randomBytes } from 'node:crypto'
import http, { type IncomingMessage } from 'node:http'
import https, { type RequestOptions } from 'node:https'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ApiServerAccess } from './api-server-access.ts'
import { readStart } from './bounded-body.ts'
import { connectionError } from './connection-error.ts'
import { followRequest, type Exchange } from './exchange-observer.ts'
import { abortError, isDeliberate, TunnelError } from './tunnel-error.ts'

/** The connection that a WebSocket upgrade has left us with; `head` came in the same packets as the 101. */
export type UpgradedConnection = {
  readonly socket: Socket
  readonly head: Buffer
  /** The subprotocol that was agreed on. */
  readonly protocol: string
}

export type WebSocketUpgrade = {
  /** Path and query below the server's own prefix. */
  readonly path: string
  /** Subprotocols, the best first; any of them is taken. */
  readonly protocols: readonly string[]
  /** As what the observer sees each attempt. */
  readonly exchange: Exchange
  /** What an answer means that is not 101. */
  readonly refusal: (status: number, body: string) => TunnelError
}

/** Fixed by RFC 6455 section 1.3. */
const acceptSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
/** Longest refusal that is read, in bytes. */
const maxRefusal = 16 * 1024

type Outcome =
  | ({ readonly kind: 'upgraded' } & UpgradedConnection)
  | { readonly kind: 'refused'; readonly error: TunnelError }
  | { readonly kind: 'failed'; readonly error: unknown; readonly onReusedConnection: boolean }

/**
 * Asks the API server to turn a connection into a WebSocket.
 * @throws TunnelError
 */
export async function upgradeToWebSocket(
  access: ApiServerAccess,
  upgrade: WebSocketUpgrade,
  signal: AbortSignal,
): Promise<UpgradedConnection> {
  let mayRetry = true
  for (;;) {
    const key = randomBytes(16).toString('base64')
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': key,
      'Sec-WebSocket-Protocol': upgrade.protocols.join(', '),
    }
    const request = await access.requestOptions(upgrade.path, headers, signal)
    const follow = (sent: http.ClientRequest) => {
      if (access.observer) followRequest(access.observer, upgrade.exchange, sent)
    }
    const outcome = await attempt(request, upgrade, key, follow, signal)
    if (outcome.kind === 'upgraded') return outcome
    const retry =
      outcome.kind === 'failed'
        ? outcome.onReusedConnection
        : outcome.error.code === 'unauthorized' && access.renewCredentials()
    if (!mayRetry || !retry) throw connectionError(outcome.error, access.server)
    mayRetry = false
  }
}

function attempt(
  options: RequestOptions,
  upgrade: WebSocketUpgrade,
  key: string,
  follow: (request: http.ClientRequest) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = (options.protocol === 'http:' ? http : https).request(options)
    follow(request)
    const abort = () => request.destroy(abortError(signal))
    const settle = (outcome: Outcome) => {
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    request.once('upgrade', (response, socket, head) =>
      settle(accept(response, socket, head, key, upgrade.protocols)),
    )
    request.once('response', (response) => {
      void refused(response, upgrade).then(settle)
    })
    request.on('error', (error) => {
      const onReusedConnection = request.reusedSocket && !isDeliberate(error) && !signal.aborted
      settle({ kind: 'failed', error, onReusedConnection })
    })
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    request.end()
  })
}

async function refused(response: IncomingMessage, { refusal }: WebSocketUpgrade): Promise<Outcome> {
  const body = await readStart(response, maxRefusal)
  return { kind: 'refused', error: refusal(response.statusCode ?? 0, body) }
}

function accept(
  response: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  key: string,
  protocols: readonly string[],
): Outcome {
  const expected = createHash('sha1')
    .update(key + acceptSuffix)
    .digest('base64')
  const isWebSocket = response.headers['sec-websocket-accept'] === expected
  const protocol = response.headers['sec-websocket-protocol'] ?? ''
  const speaksOurs = protocols.includes(protocol)
  if (isWebSocket && speaksOurs && socket instanceof Socket) {
    // The pool's idle timer belongs to the pool.
    socket.setTimeout(0)
    socket.setNoDelay(true)
    return { kind: 'upgraded', socket, head, protocol }
  }
  socket.destroy()
  const text = isWebSocket
    ? `the API server did not agree to speak ${protocols.join(' or ')}`
    : 'the answer to the upgrade is not a WebSocket'
  return { kind: 'refused', error: new TunnelError('protocol-refused', text, { status: 101 }) }
}
