import { errorMonitor } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ExecTarget } from './exec-target.ts'
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
  /** A command in a container: the upgrade, and everything that the command writes. */
  | {
      readonly kind: 'exec'
      readonly method: string
      readonly path: string
      readonly target: ExecTarget
      readonly command: readonly string[]
    }
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
  let upgraded: Duplex | undefined
  let socket: Socket | undefined
  let readBefore = 0
  let readAtEnd: number | undefined
  let done = false
  const bytes = () => readAtEnd ?? (socket?.bytesRead ?? 0) - readBefore
  const follower = observer.sent(exchange, {
    bytes,
    breakOff: (error) => (upgraded ?? response ?? request).destroy(error),
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
  if (exchange.kind === 'tunnel' || exchange.kind === 'exec')
    request.once('upgrade', (_answer, connection: Duplex) => {
      follower.answered(101)
      // What goes through a tunnel is followed by itself; a command lasts as long as its connection.
      if (exchange.kind === 'tunnel') return end(undefined)
      upgraded = connection
      connection.once('close', () => end(connection.errored ?? undefined))
    })
  // Listening to `error` itself would hide it where nobody else listens.
  request.once(errorMonitor, (error: Error) => {
    if (response === undefined) end(error)
  })
  request.once('close', () => {
    if (response === undefined && upgraded === undefined) end(undefined)
  })
}
