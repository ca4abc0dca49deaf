import type { Socket } from 'node:net'
import { ChannelReader, FrameError } from './channel-reader.ts'
import { readExitCode } from './exec-failure.ts'
import { encodeClose, encodeFrame, opcodes } from './frame-writer.ts'
import { Heartbeat } from './heartbeat.ts'
import { abortError, TunnelError } from './tunnel-error.ts'
import type { UpgradedConnection } from './websocket-upgrade.ts'

/** What a command has written, and how it ended. */
export type ExecResult = {
  /** Of a command that was cut it is -1: nobody waited for its end. */
  readonly exitCode: number
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
  /** It wrote more than `maxBytes`: what is here is the beginning. */
  readonly cut: boolean
}

export type ExecSocketOptions = {
  readonly signal: AbortSignal
  /** Of both outputs together. */
  readonly maxBytes: number
  /** Milliseconds of silence before a ping. */
  readonly pingEvery?: number
  /** Milliseconds in which something must arrive after a ping. */
  readonly pongWithin?: number
}

/** The protocol in which one channel can be closed while the others go on. */
export const closesChannels = 'v5.channel.k8s.io'
const channels = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const
const normalClosure = 1000
/** Longest that closing may take, in milliseconds. */
const closeWithin = 1_000
/** Longest status that is collected, in bytes; a runtime's error may quote the whole command. */
const maxStatus = 256 * 1024

/**
 * Reads one command's WebSocket to its end and closes it. When it is broken off
 * the command's input ends, and nothing else: a container runtime lets it run
 * until it ends, as it does for `kubectl exec`.
 */
export class ExecSocket {
  /** Rejected with a TunnelError. */
  readonly result: Promise<ExecResult>
  readonly #socket: Socket
  readonly #signal: AbortSignal
  readonly #heartbeat: Heartbeat
  readonly #reader: ChannelReader
  readonly #output: Readonly<Record<'stdout' | 'stderr' | 'status', Buffer[]>> = {
    stdout: [],
    stderr: [],
    status: [],
  }
  readonly #abort = () => this.#fail(abortError(this.#signal))
  readonly #closesInput: boolean
  #room: number
  #statusBytes = 0
  #ended = false
  readonly #resolve: (result: ExecResult) => void
  readonly #reject: (error: TunnelError) => void

  constructor({ socket, head, protocol }: UpgradedConnection, options: ExecSocketOptions) {
    this.#socket = socket
    this.#closesInput = protocol === closesChannels
    this.#signal = options.signal
    this.#room = options.maxBytes
    const { promise, resolve, reject } = Promise.withResolvers<ExecResult>()
    this.result = promise
    this.#resolve = resolve
    this.#reject = reject
    this.#reader = new ChannelReader({
      piece: (channel, bytes, last) => this.#receive(channel, bytes, last),
      ping: (payload) => this.#send(encodeFrame(opcodes.pong, [payload])),
      pong: () => {},
      close: (code) =>
        this.#fail(
          new TunnelError('closed', `the WebSocket was closed with code ${code} before the command ended`),
        ),
    })
    const heart = {
      sendPing: () => this.#send(encodeFrame(opcodes.ping, [])),
      suspended: () => false,
      onSilence: (milliseconds: number) => {
        const text = `nothing was heard from the other side for ${milliseconds} ms, not even the answer to a ping`
        this.#fail(new TunnelError('unresponsive', text))
      },
    }
    this.#heartbeat = new Heartbeat(heart, options.pingEvery ?? 20_000, options.pongWithin ?? 10_000)
    this.#listen(head)
  }

  #listen(head: Buffer): void {
    const socket = this.#socket
    socket.on('error', (error) =>
      this.#fail(connectionLost(`the connection to the API server broke: ${error.message}`, error)),
    )
    socket.on('close', () =>
      this.#fail(new TunnelError('closed', 'the connection to the API server was closed')),
    )
    socket.on('end', () =>
      this.#fail(new TunnelError('closed', 'the connection to the API server ended before the command did')),
    )
    if (this.#signal.aborted) return this.#abort()
    this.#signal.addEventListener('abort', this.#abort, { once: true })
    this.#heartbeat.start()
    if (head.length > 0) this.#feed(head)
    if (!this.#ended) socket.on('data', (chunk: Buffer) => this.#feed(chunk))
  }

  #feed(chunk: Buffer): void {
    this.#heartbeat.heard()
    try {
      this.#reader.feed(chunk)
    } catch (cause) {
      if (!(cause instanceof FrameError)) throw cause
      const text = `the API server's WebSocket makes no sense: ${cause.message}`
      this.#fail(new TunnelError('protocol-refused', text, { cause }))
    }
  }

  #receive(channel: number, bytes: Buffer, last: boolean): void {
    if (this.#ended) return
    switch (channel) {
      case channels.stdout:
        return this.#keep('stdout', bytes)
      case channels.stderr:
        return this.#keep('stderr', bytes)
      case channels.status:
        return this.#receiveStatus(bytes, last)
      case channels.close:
        // v5: the other side closes a channel; the status says the rest.
        return
      default:
        throw new FrameError(`the channel ${channel} was not asked for`)
    }
  }

  #keep(output: 'stdout' | 'stderr', bytes: Buffer): void {
    const kept = bytes.subarray(0, this.#room)
    this.#room -= kept.length
    // A copy: small pieces would keep alive the large chunks that they are views of.
    if (kept.length > 0) this.#output[output].push(Buffer.from(kept))
    if (kept.length < bytes.length) this.#succeed(-1, true)
  }

  #receiveStatus(bytes: Buffer, last: boolean): void {
    this.#statusBytes += bytes.length
    if (this.#statusBytes > maxStatus) throw new FrameError('the status of the command has no end')
    this.#output.status.push(Buffer.from(bytes))
    if (!last || this.#statusBytes === 0) return
    try {
      this.#succeed(readExitCode(Buffer.concat(this.#output.status).toString('utf8')), false)
    } catch (error) {
      if (!(error instanceof TunnelError)) throw error
      this.#fail(error)
    }
  }

  #succeed(exitCode: number, cut: boolean): void {
    const { stdout, stderr } = this.#output
    this.#resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), cut })
    this.#end(undefined)
  }

  #fail(error: TunnelError): void {
    this.#reject(error)
    this.#end(error)
  }

  /** Says goodbye, and drops the connection without waiting for what the other side still sends. */
  #end(error: TunnelError | undefined): void {
    if (this.#ended) return
    this.#ended = true
    this.#heartbeat.stop()
    this.#signal.removeEventListener('abort', this.#abort)
    const socket = this.#socket
    socket.removeAllListeners('data')
    socket.pause()
    if (socket.destroyed) return
    // With v4 the end of the connection says the same.
    if (this.#closesInput && socket.writable) {
      socket.write(encodeFrame(opcodes.binary, [Buffer.of(channels.close, channels.stdin)]))
    }
    // Whoever follows the connection sees the error that ended it.
    const drop = () => socket.destroy(error)
    const timer = setTimeout(drop, closeWithin).unref()
    socket.once('close', () => clearTimeout(timer))
    if (socket.writable) socket.end(encodeClose(normalClosure), drop)
    else drop()
  }

  #send(frame: Buffer): void {
    if (this.#socket.writable && !this.#ended) this.#socket.write(frame)
  }
}

/** Whoever broke it off said why; anything else is the network's. */
function connectionLost(text: string, cause: Error): TunnelError {
  return cause instanceof TunnelError ? cause : new TunnelError('closed', text, { cause })
}
