import { errorMonitor } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { TunnelTarget } from './tunnel-target.ts'

/** What leaves for the API server, or through it for a pod. Bodies and headers are nobody's business here. */
export type Exchange =
  | { readonly kind: 'api'; readonly method: string; readonly path: string }
  /** The upgrade that opens a tunnel. */
  | {
      readonly kind: 'tunnel'
      readonly method: string
      readonly path: string
      readonly target: TunnelTarget
    }
  /** HTTP to a pod's port. */
  | { readonly kind: 'port'; readonly method: string; readonly path: string; readonly target: TunnelTarget }
  /** A tunnel of its own, for another protocol than HTTP. */
  | { readonly kind: 'stream'; readonly target: TunnelTarget }

export type ExchangeControl = {
  /** Received so far, head included. */
  bytes(): number
  /** Ends it with this error, which nobody takes for a reason to try again. */
  breakOff(error: Error): void
}

export type ExchangeFollower = {
  /** The head of an answer; 101 for an upgrade. */
  answered(status: number): void
  /** Once, last. Without an error it came to its end, or its reader wanted no more. */
  ended(error: Error | undefined): void
}

/**
 * Sees everything that one ApiServerAccess sends, each attempt by itself.
 * `sent` is called in the sender's own async context, before anything is on
 * its way, and must not throw.
 */
export type ExchangeObserver = {
  sent(exchange: Exchange, control: ExchangeControl): ExchangeFollower
}

/** Follows one request of node:http from here to the end of its answer, without touching its flow. */
export function followRequest(observer: ExchangeObserver, exchange: Exchange, request: ClientRequest): void {
  let response: IncomingMessage | undefined
  let socket: Socket | undefined
  let readBefore = 0
  let readAtEnd: number | undefined
  let done = false
  const bytes = () => readAtEnd ?? (socket?.bytesRead ?? 0) - readBefore
  const follower = observer.sent(exchange, {
    bytes,
    breakOff: (error) => (response ?? request).destroy(error),
  })
  const end = (error: Error | undefined) => {
    if (done) return
    done = true
    readAtEnd = bytes()
    follower.ended(error)
  }
  request.once('socket', (given) => {
    socket = given
    // A pooled connection has carried others before.
    readBefore = given.bytesRead
  })
  request.once('response', (answer) => {
    response = answer
    follower.answered(answer.statusCode ?? 0)
    answer.once('close', () => end(answer.errored ?? undefined))
  })
  if (exchange.kind === 'tunnel')
    request.once('upgrade', () => {
      follower.answered(101)
      end(undefined)
    })
  // Listening to `error` itself would hide it where nobody else listens.
  request.once(errorMonitor, (error: Error) => {
    if (response === undefined) end(error)
  })
  request.once('close', () => {
    if (response === undefined) end(undefined)
  })
}
