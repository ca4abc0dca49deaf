import { setTimeout as pause } from 'node:timers/promises'
import type { Evidence } from '@portolan/contract/evidence'
import { askOverTunnel } from './ask-over-tunnel.ts'
import type { Asking } from './probe-way.ts'

/**
 * How long a connection must live to count as held, in milliseconds. A port-forward
 * says nothing when the runtime's dial succeeds; a refusal is told within
 * milliseconds. containerd hands a peer's close on only after a second of its
 * own, so a shorter wait could not tell Envoy's black hole on 15001 and 15006
 * from a frozen Envoy, whose kernel accepts and holds.
 */
const holdMilliseconds = 1_300

/** Connects and says nothing: for ports where a question would be traffic. */
export function probeAccept(asking: Asking): Promise<Evidence> {
  return askOverTunnel(asking, 'TCP connect', async (tunnel) => {
    const began = performance.now()
    const over = new AbortController()
    const closed = new Promise<boolean>((resolve) => {
      tunnel.once('end', () => resolve(true))
      tunnel.once('close', () => resolve(true))
    })
    tunnel.resume()
    const hold = Math.min(holdMilliseconds, asking.deadlineMs * 0.6)
    const held = pause(hold, false, { signal: over.signal }).catch(() => false)
    const closedByPeer = await Promise.race([closed, held])
    over.abort()
    return { kind: 'accepted', heldMilliseconds: Math.round(performance.now() - began), closedByPeer }
  })
}
