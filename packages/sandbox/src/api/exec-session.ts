import type { RawData, WebSocket } from 'ws'
import { FedInput } from '../pods/command-input.ts'
import type { InsideRuntime } from '../pods/inside-runtime.ts'
import { closesChannels, statusOfEnd, type ExecProtocol } from './exec-words.ts'

const channels = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const
/** Payload of one message: io.Copy's buffer in Go. */
const frameBytes = 32 * 1024
/** Unsent bytes above which the command waits. */
const sendLimit = 256 * 1024

export type ExecAsked = {
  readonly container: string
  readonly command: readonly string[]
  readonly stdin: boolean
  readonly stdout: boolean
  readonly stderr: boolean
}

/**
 * The input of a command: what its client sends, until that closes the channel,
 * which v5 alone can, or the connection. Who asked for none has an empty one.
 */
export function inputFrom(socket: WebSocket, protocol: ExecProtocol, asked: ExecAsked): FedInput {
  const input = new FedInput()
  if (!asked.stdin) input.end()
  socket.once('close', () => input.end())
  socket.on('message', (data) => {
    const bytes = bytesOf(data)
    const [channel, message] = [bytes[0], bytes.subarray(1)]
    if (channel === channels.stdin) input.feed(message)
    else if (channel === channels.close && protocol === closesChannels && message[0] === channels.stdin)
      input.end()
  })
  return input
}

/** Runs a command and sends what it writes, and how it ended, over the WebSocket of an exec. */
export async function serveExec(
  socket: WebSocket,
  protocol: ExecProtocol,
  asked: ExecAsked,
  inside: InsideRuntime,
  stdin: FedInput,
): Promise<void> {
  const { container, command } = asked
  const end = await inside.run(container, command, {
    stdin,
    stdout: (bytes) => send(socket, channels.stdout, asked.stdout ? bytes : new Uint8Array()),
    stderr: (bytes) => send(socket, channels.stderr, asked.stderr ? bytes : new Uint8Array()),
  })
  sendStatus(socket, statusOfEnd(end, command, protocol))
}

/** The first message of a real exec is an empty one: the stream is there. */
export function greet(socket: WebSocket): void {
  socket.send(Buffer.of(channels.stdout))
}

export function sendStatus(socket: WebSocket, status: string): void {
  if (socket.readyState === socket.OPEN)
    socket.send(Buffer.concat([Buffer.of(channels.status), Buffer.from(status)]))
}

/** What a command writes that nobody reads any more is read by the runtime and dropped. */
async function send(socket: WebSocket, channel: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length && socket.readyState === socket.OPEN; at += frameBytes) {
    const message = Buffer.concat([Buffer.of(channel), bytes.subarray(at, at + frameBytes)])
    const sent = new Promise<void>((resolve) => socket.send(message, () => resolve()))
    if (socket.bufferedAmount > sendLimit) await sent
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
