import { setTimeout as pause } from 'node:timers/promises'
import type { Evidence } from '@portolan/contract/evidence'
import type { TunnelSocket } from '@portolan/tunnel/tunnel-socket'

/**
 * Waits for an answer over a tunnel and, when none comes, finds out whose
 * silence it is: half-way to the deadline the far end of the tunnel (kubelet
 * and runtime) is pinged. A pong means that the process behind the port keeps
 * silent, as a frozen Envoy does; no pong means that nothing can be said about
 * the port, as with a frozen kubelet.
 * @throws what `answer` throws
 */
export async function answerOrSilence(
  answer: Promise<Evidence>,
  wait: {
    /** Asked when the ping is due: a pooled connection may not exist before. */
    readonly tunnel: () => TunnelSocket | undefined
    readonly asked: string
    readonly deadlineMs: number
    readonly signal: AbortSignal
  },
): Promise<Evidence> {
  const ended = new AbortController()
  const signal = AbortSignal.any([wait.signal, ended.signal])
  try {
    return await Promise.race([answer, silence({ ...wait, signal })])
  } finally {
    ended.abort()
    // Whoever loses the race may still reject; nobody is interested any more.
    answer.catch(() => undefined)
  }
}

async function silence(wait: {
  readonly tunnel: () => TunnelSocket | undefined
  readonly asked: string
  readonly deadlineMs: number
  readonly signal: AbortSignal
}): Promise<Evidence> {
  const { deadlineMs, signal, asked } = wait
  await pause(deadlineMs / 2, undefined, { signal }).catch(() => undefined)
  const tunnel = wait.tunnel()
  // A tunnel that is not open by now leaves no time to call a port silent.
  const open = tunnel !== undefined && !tunnel.connecting
  const pong =
    open &&
    tunnel.ping(deadlineMs / 2).then(
      () => true,
      () => false,
    )
  await pause(deadlineMs / 2, undefined, { signal }).catch(() => undefined)
  if (pong === false) {
    return { kind: 'tunnel', code: 'timeout', text: `no tunnel within ${Math.round(deadlineMs)} ms` }
  }
  const alive = await pong
  return alive
    ? { kind: 'silent', asked, afterMilliseconds: Math.round(deadlineMs) }
    : {
        kind: 'tunnel',
        code: 'unresponsive',
        text: `no answer to a ping within ${Math.round(deadlineMs / 2)} ms`,
      }
}
