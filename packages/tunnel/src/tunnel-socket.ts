import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { FrameReader } from './frame-reader.ts'
import { encodeClose, encodeFrame, maxFramePayload, opcodes } from './frame-writer.ts'
import { Heartbeat } from './heartbeat.ts'
import { errorChannelFailure } from './port-forward-failure.ts'
import type { UpgradedConnection } from './websocket-upgrade.ts'
import { TunnelError } from './tunnel-error.ts'

export type TunnelSocketOptions = {
  /** Opens the port-forward; called once, at construction. The signal is aborted when the socket is destroyed before it is open. */
  readonly connect: (signal: AbortSignal) => Promise<UpgradedConnection>
  /** What `remoteAddress` says. */
  readonly host: string
  readonly port: number
  /** Milliseconds of silence before a ping; the default is 20 to 25 s, spread so that tunnels opened together do not ping together. */
  readonly pingEvery?: number
  /** Milliseconds in which something must arrive after a ping. */
  readonly pongWithin?: number
}

const dataChannelByte = Uint8Array.of(0)
/** Longest that closing may take, in milliseconds: a kubelet closes at once. */
const closeWithin = 1_000
const defaultPongWithin = 10_000
const normalClosure = 1000
/** Longest error channel text that is collected, in bytes. */
const maxErrorText = 16 * 1024

type Chunk = { readonly chunk: Buffer; readonly encoding: BufferEncoding }

/**
 * A connection to one port of a pod, as a stream: what `net.Socket` is for a
 * TCP connection, over one `v4.channel.k8s.io` WebSocket. It can be used from
 * the moment it is made; `connect` is emitted when the API server has agreed.
 * That says nothing about the port: a refused one follows as a TunnelError
 * `refused` with the runtime's words.
 *
 * Nothing is read from the connection before somebody reads from this stream,
 * so that neither an error nor the end can come before there are listeners.
 * The protocol knows no half-close: ending the writable side ends the tunnel,
 * with about a second for what is still on its way back.
 */
export class TunnelSocket extends Duplex {
  readonly remoteAddress: string
  readonly remotePort: number
  /** As on net.Socket; node:http reads it. */
  readonly remoteFamily = 'tunnel'
  connecting = true
  /** Inactivity timeout in milliseconds, 0 for none; node:http compares it. */
  timeout = 0
  bytesRead = 0
  bytesWritten = 0

  readonly #connect: TunnelSocketOptions['connect']
  readonly #opening = new AbortController()
  readonly #heartbeat: Heartbeat
  readonly #reader: FrameReader
  readonly #pings = new Map<string, (error?: TunnelError) => void>()
  #connection: Socket | undefined
  #started = false
  #paused = false
  #referenced = true
  #portsNamed = false
  #closeSent = false
  #closeReceived = false
  #errorText: Buffer[] = []
  #failure: TunnelError | undefined
  #inactivity: NodeJS.Timeout | undefined
  #closing: NodeJS.Timeout | undefined
  #pingNumber = 0

  constructor(options: TunnelSocketOptions) {
    super({ allowHalfOpen: false, emitClose: true })
    this.#connect = options.connect
    this.remoteAddress = options.host
    this.remotePort = options.port
    const heart = {
      sendPing: () => this.#send(encodeFrame(opcodes.ping, [])),
      suspended: () => this.#paused || !this.#started || this.#closeSent || this.#closeReceived,
      onSilence: (milliseconds: number) => {
        const text = `nothing was heard from the other side for ${milliseconds} ms, not even the answer to a ping`
        this.destroy(new TunnelError('unresponsive', text))
      },
    }
    const pingEvery = options.pingEvery ?? 20_000 + Math.random() * 5_000
    this.#heartbeat = new Heartbeat(heart, pingEvery, options.pongWithin ?? defaultPongWithin)
    this.#reader = new FrameReader({
      data: (bytes) => this.#receive(bytes),
      errorText: (bytes, last) => this.#receiveErrorText(bytes, last),
      portsNamed: () => {
        this.#portsNamed = true
      },
      ping: (payload) => this.#send(encodeFrame(opcodes.pong, [payload])),
      pong: (payload) => this.#pings.get(payload.toString('latin1'))?.(),
      close: (code) => this.#receiveClose(code),
    })
  }

  /** True once both channels have named the port: API server and kubelet have agreed, the port itself may still refuse. */
  get acceptedByServer(): boolean {
    return this.#portsNamed
  }

  get remoteEndpoint(): string {
    return `${this.remoteAddress}:${this.remotePort}`
  }

  /**
   * Asks the other side for a sign of life; resolves with the milliseconds it
   * took. It is the container runtime that answers, not the port.
   * @throws TunnelError `unresponsive` after `deadlineMs`, or the tunnel's own error.
   */
  ping(deadlineMs = defaultPongWithin): Promise<number> {
    return new Promise((resolve, reject) => {
      if (!this.#connection || this.#closeSent || this.#closeReceived || this.destroyed) {
        reject(new TunnelError('closed', 'the tunnel is not open'))
        return
      }
      const payload = `ping-${this.#pingNumber++}`
      const started = performance.now()
      const settle = (error?: TunnelError) => {
        clearTimeout(timer)
        this.#pings.delete(payload)
        if (error) reject(error)
        else resolve(performance.now() - started)
      }
      const timer = setTimeout(() => {
        settle(new TunnelError('unresponsive', `no answer to a ping within ${deadlineMs} ms`))
      }, deadlineMs)
      this.#pings.set(payload, settle)
      this.#resume()
      this.#send(encodeFrame(opcodes.ping, [Buffer.from(payload, 'latin1')]))
    })
  }

  /** As on net.Socket: emits `timeout` after that much time without data in either direction. 0 stops it and removes the callback. */
  setTimeout(milliseconds: number, callback?: () => void): this {
    clearTimeout(this.#inactivity)
    this.#inactivity = undefined
    this.timeout = milliseconds
    if (milliseconds > 0) {
      this.#inactivity = setTimeout(() => this.emit('timeout'), milliseconds)
      this.#inactivity.unref()
      if (callback) this.once('timeout', callback)
    } else if (callback) this.removeListener('timeout', callback)
    return this
  }

  setNoDelay(): this {
    return this
  }

  /** The heartbeat is what keeps a tunnel alive. */
  setKeepAlive(): this {
    return this
  }

  ref(): this {
    this.#referenced = true
    this.#connection?.ref()
    return this
  }

  unref(): this {
    this.#referenced = false
    this.#connection?.unref()
    return this
  }

  /** As on net.Socket; node:http calls it after an answer that is the connection's last. */
  destroySoon(): void {
    if (this.writable) this.end()
    if (this.writableFinished) this.destroy()
    else this.once('finish', () => this.destroy())
  }

  override destroy(error?: Error): this {
    // A stream that is still being constructed is destroyed only afterwards: end that first.
    if (this.connecting) this.#opening.abort(error instanceof TunnelError ? error : undefined)
    return super.destroy(error)
  }

  override _construct(callback: (error?: Error | null) => void): void {
    void this.#open(callback)
  }

  override _read(): void {
    if (this.#failure === undefined) this.#resume()
    else this.#failAfterReading(this.#failure)
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#sendData([chunk], chunk.length, callback)
  }

  /** A request's head and its body become one frame, and so one packet. */
  override _writev(chunks: readonly Chunk[], callback: (error?: Error | null) => void): void {
    const parts = chunks.map(({ chunk }) => chunk)
    const length = parts.reduce((total, part) => total + part.length, 0)
    this.#sendData(parts, length, callback)
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#sendClose()
    // What is on its way back must be read for the close frame behind it to be seen.
    this.#resume()
    this.#closeAfterGrace()
    callback()
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#heartbeat.stop()
    clearTimeout(this.#inactivity)
    const ended = error instanceof TunnelError ? error : new TunnelError('closed', 'the tunnel was closed')
    for (const settle of this.#pings.values()) settle(ended)
    const connection = this.#connection
    if (connection && !connection.destroyed) {
      connection.removeAllListeners('data')
      this.#sendClose()
      // Sends what is queued, then drops the connection without waiting for what the other side still sends.
      connection.destroySoon()
      this.#closeAfterGrace()
    }
    callback(error)
  }

  async #open(callback: (error?: Error | null) => void): Promise<void> {
    let connection: UpgradedConnection
    try {
      connection = await this.#connect(this.#opening.signal)
    } catch (error) {
      this.connecting = false
      // Whoever destroyed it knows why.
      if (this.destroyed) callback()
      else callback(error instanceof Error ? error : new TunnelError('upgrade-failed', String(error)))
      return
    }
    this.connecting = false
    this.#adopt(connection)
    callback()
    if (this.destroyed) return
    this.emit('connect')
    this.emit('ready')
  }

  #adopt({ socket, head }: UpgradedConnection): void {
    this.#connection = socket
    socket.pause()
    if (!this.#referenced) socket.unref()
    if (head.length > 0) socket.unshift(head)
    socket.on('data', (chunk: Buffer) => this.#feed(chunk))
    socket.on('end', () => this.#connectionLost('the connection to the API server ended in the middle'))
    socket.on('error', (error) =>
      this.#connectionLost(`the connection to the API server broke: ${error.message}`),
    )
    socket.on('close', () => {
      clearTimeout(this.#closing)
      this.#connectionLost('the connection to the API server was closed')
    })
    // The first one to read starts it: see the class comment.
    socket.pause()
    this.#heartbeat.start()
  }

  #resume(): void {
    if (!this.#connection || (this.#started && !this.#paused)) return
    this.#started = true
    this.#paused = false
    this.#connection.resume()
  }

  #feed(chunk: Buffer): void {
    this.#heartbeat.heard()
    try {
      this.#reader.feed(chunk)
    } catch (cause) {
      const text = `the API server's WebSocket makes no sense: ${cause instanceof Error ? cause.message : ''}`
      this.#fail(new TunnelError('protocol-refused', text, { cause }))
    }
  }

  #receive(bytes: Buffer): void {
    this.bytesRead += bytes.length
    this.#inactivity?.refresh()
    if (this.push(bytes) || this.#paused) return
    this.#paused = true
    this.#connection?.pause()
  }

  #receiveErrorText(bytes: Buffer, last: boolean): void {
    const length = this.#errorText.reduce((total, piece) => total + piece.length, 0)
    if (length < maxErrorText) this.#errorText.push(Buffer.from(bytes))
    if (!last) return
    const text = Buffer.concat(this.#errorText).toString('utf8')
    this.#errorText = []
    // The first message of this channel is the port and nothing else.
    if (text !== '') this.#fail(errorChannelFailure(text))
  }

  #receiveClose(code: number): void {
    this.#closeReceived = true
    this.#sendClose()
    this.#connection?.end()
    this.#closeAfterGrace()
    if (code === normalClosure) this.#endOfData()
    else this.#fail(new TunnelError('closed', `the WebSocket was closed with code ${code}`))
  }

  /** Also reached after every orderly end, when there is nothing left to say. */
  #connectionLost(text: string): void {
    if (this.#closeReceived || this.readableEnded) return
    if (this.#closeSent) this.#endOfData()
    else this.#fail(new TunnelError('closed', text))
  }

  #endOfData(): void {
    if (this.#failure === undefined && !this.destroyed && !this.readableEnded) this.push(null)
  }

  /** What came before the failure is still delivered: the answer may be complete. */
  #fail(error: TunnelError): void {
    if (this.#failure !== undefined || this.destroyed) return
    this.#failure = error
    if (this.readableLength === 0) this.destroy(error)
  }

  #failAfterReading(failure: TunnelError): void {
    // An empty push says "nothing now, ask again", which is what makes the next read come back here.
    this.push(Buffer.alloc(0))
    process.nextTick(() => {
      if (this.readableLength === 0) this.destroy(failure)
    })
  }

  #sendData(parts: readonly Buffer[], length: number, callback: (error?: Error | null) => void): void {
    const connection = this.#connection
    if (!connection || connection.destroyed || this.#closeSent) {
      callback(new TunnelError('closed', 'the tunnel was closed before everything was sent'))
      return
    }
    this.bytesWritten += length
    this.#inactivity?.refresh()
    const frames = inFrames(parts, length)
    const last = frames.pop()
    connection.cork()
    for (const frame of frames) connection.write(frame)
    connection.write(last ?? Buffer.alloc(0), (error) => {
      this.#inactivity?.refresh()
      callback(error ? new TunnelError('closed', error.message, { cause: error }) : undefined)
    })
    connection.uncork()
  }

  #send(frame: Buffer): void {
    if (this.#connection?.writable && !this.#closeSent) this.#connection.write(frame)
  }

  #sendClose(): void {
    this.#send(encodeClose(normalClosure))
    this.#closeSent = true
  }

  #closeAfterGrace(): void {
    this.#closing ??= setTimeout(() => this.#connection?.destroy(), closeWithin)
    this.#closing.unref()
  }
}

/** Small parts travel in one frame; a large one is cut, so that no frame is longer than a kubelet takes. */
function inFrames(parts: readonly Buffer[], length: number): Buffer[] {
  if (length <= maxFramePayload) return [encodeFrame(opcodes.binary, [dataChannelByte, ...parts])]
  const frames: Buffer[] = []
  for (const part of parts)
    for (let at = 0; at < part.length; at += maxFramePayload)
      frames.push(encodeFrame(opcodes.binary, [dataChannelByte, part.subarray(at, at + maxFramePayload)]))
  return frames
}
