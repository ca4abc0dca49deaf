import type { WebSocket } from 'ws'
import type { InsideRuntime } from '../pods/inside-runtime.ts'
import { statusOfEnd, type ExecProtocol } from './exec-words.ts'

const channels = { stdout: 1, stderr: 2, status: 3 } as const
/** Payload of one message: io.Copy's buffer in Go. */
const frameBytes = 32 * 1024
/** Unsent bytes above which the command waits. */
const sendLimit = 256 * 1024

export type ExecAsked = {
  readonly container: string
  readonly command: readonly string[]
  readonly stdout: boolean
  readonly stderr: boolean
}

/** Runs a command and sends what it writes, and how it ended, over the WebSocket of an exec. */
export async function serveExec(
  socket: WebSocket,
  protocol: ExecProtocol,
  asked: ExecAsked,
  inside: InsideRuntime,
): Promise<void> {
  const { container, command } = asked
  const end = await inside.run(container, command, {
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
