import type { WebSocket } from 'ws'
import type { PodConnection } from '../pods/pod-connection.ts'
import type { PodRuntime } from '../pods/pod-runtime.ts'

/** Payload of one message: io.Copy's buffer in Go. */
const frameBytes = 32 * 1024
/** Unsent bytes above which the pod is read no further. */
const sendLimit = 256 * 1024

export type ForwardTiming = {
  /** containerd waits so long for the other direction after one of them ended, ms. */
  readonly lingerMilliseconds: number
  /** Between the last error text and the close frame, ms. */
  readonly closeMilliseconds: number
}

/**
 * Plays the container runtime's end of `v4.channel.k8s.io`: for the i-th port,
 * channel 2i carries data and 2i+1 errors; the first message on each is the
 * port number, sent before anything is dialled. The WebSocket closes, always
 * with 1000, when every port's connection has ended.
 */
export function forwardPorts(
  socket: WebSocket,
  ports: readonly number[],
  runtime: PodRuntime,
  timing: ForwardTiming,
  closed: () => void,
): void {
  const connections: (PodConnection | undefined)[] = []
  const timers = new Set<NodeJS.Timeout>()
  let left = ports.length
  const later = (milliseconds: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, milliseconds)
    timers.add(timer)
  }
  const ended = (): void => {
    left -= 1
    if (left === 0) later(timing.closeMilliseconds, closed)
  }
  const fail = (index: number, text: string): void => {
    socket.send(Buffer.concat([Buffer.of(2 * index + 1), Buffer.from(text)]))
    ended()
  }

  ports.forEach((port, index) => {
    for (const channel of [2 * index, 2 * index + 1]) socket.send(Buffer.of(channel, port & 0xff, port >> 8))
  })
  ports.forEach((port, index) => {
    const connection = runtime.connect(port)
    connections.push(connection)
    if (!connection) return fail(index, runtime.refusal(port) ?? refusedText(runtime, port))
    sendAnswers(socket, 2 * index, connection)
    connection.once('end', () => {
      const { ending } = connection
      later(timing.lingerMilliseconds, () => {
        connection.destroy()
        if (ending === 'reset') fail(index, resetText(runtime, port))
        else ended()
      })
    })
  })

  socket.on('message', (data: Buffer) => {
    const connection = connections[(data[0] ?? 1) / 2]
    // What comes for a connection that has ended is read and dropped, as the kernel would.
    if (!connection || connection.readableEnded || connection.destroyed || data.length < 2) return
    if (!connection.write(data.subarray(1))) {
      socket.pause()
      const resume = (): void => {
        connection.off('drain', resume).off('close', resume).off('end', resume)
        socket.resume()
      }
      connection.once('drain', resume).once('close', resume).once('end', resume)
    }
  })
  socket.once('close', () => {
    for (const timer of timers) clearTimeout(timer)
    for (const connection of connections) connection?.destroy()
  })
}

function sendAnswers(socket: WebSocket, channel: number, connection: PodConnection): void {
  connection.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; at += frameBytes) {
      const part = chunk.subarray(at, at + frameBytes)
      const message = Buffer.allocUnsafe(part.length + 1)
      message[0] = channel
      part.copy(message, 1)
      socket.send(message, () => {
        if (connection.isPaused() && socket.bufferedAmount < sendLimit / 2) connection.resume()
      })
    }
    if (socket.bufferedAmount > sendLimit) connection.pause()
  })
}

function prefix(runtime: PodRuntime, port: number): string {
  return (
    `error forwarding port ${port} to pod ${runtime.sandboxId}, uid : ` +
    `failed to execute portforward in network namespace "${runtime.netns}": `
  )
}

/** containerd's words, as the lab's containerd 1.6 said them. */
function refusedText(runtime: PodRuntime, port: number): string {
  return (
    `${prefix(runtime, port)}failed to connect to localhost:${port} inside namespace "${runtime.sandboxId}", ` +
    `IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused ` +
    'IPv6 dial tcp6: address localhost: no suitable address found '
  )
}

function resetText(runtime: PodRuntime, port: number): string {
  return `${prefix(runtime, port)}read tcp4 127.0.0.1:${40_000 + (port % 20_000)}->127.0.0.1:${port}: read: connection reset by peer`
}
