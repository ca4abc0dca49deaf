import { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { parse } from 'yaml'
import { textAt } from '../json-value.ts'
import type { Sandbox } from '../start-sandbox.ts'

/** How one tunnel of a {@link ForwardClient} went, for tests of the sandbox itself. */
export class ForwardClient extends Duplex {
  /** Text of the error channel. */
  errorText = ''
  closeCode: number | undefined
  /** The first two messages: the port frames. */
  readonly frames: Buffer[] = []
  readonly webSocket: WebSocket

  constructor(webSocket: WebSocket) {
    super({ allowHalfOpen: false })
    this.webSocket = webSocket
    webSocket.on('message', (data: Buffer) => {
      if (this.frames.length < 2) this.frames.push(data)
      else if (data[0] === 1) this.errorText += data.subarray(1).toString()
      else if (!this.push(data.subarray(1))) webSocket.pause()
    })
    webSocket.once('close', (code) => {
      this.closeCode = code
      this.push(null)
    })
  }

  override _read(): void {
    if (this.webSocket.readyState === WebSocket.OPEN) this.webSocket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.webSocket.send(Buffer.concat([Buffer.of(0), chunk]), (error) => done(error))
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.webSocket.terminate()
    done(error)
  }
}

/** An upgrade that was refused. */
export class UpgradeRefused extends Error {
  readonly status: number
  readonly type: string

  constructor(status: number, type: string, body: string) {
    super(body)
    this.status = status
    this.type = type
  }
}

export type ForwardOptions = {
  readonly user?: string
  readonly protocols?: readonly string[]
  readonly query?: string
}

/**
 * Opens a port-forward as simply as can be, straight from the protocol.
 * @throws UpgradeRefused with the body of the refusal
 */
export function openForward(
  sandbox: Sandbox,
  ref: `${string}/${string}`,
  port: number,
  { user, protocols = ['v4.channel.k8s.io'], query = `ports=${port}` }: ForwardOptions = {},
): Promise<ForwardClient> {
  const token = textAt(parse(sandbox.kubeconfig(user)), 'users', 0, 'user', 'token') ?? ''
  const [namespace, pod] = ref.split('/')
  const url = `${sandbox.url.replace(/^https/, 'wss')}/api/v1/namespaces/${namespace}/pods/${pod}/portforward?${query}`
  return new Promise((resolve, reject) => {
    const webSocket = new WebSocket(url, [...protocols], {
      ca: sandbox.caPem,
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate: false,
    })
    const client = new ForwardClient(webSocket)
    webSocket.once('open', () => resolve(client))
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
