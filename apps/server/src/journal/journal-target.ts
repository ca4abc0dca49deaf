import type { RequestTarget } from '@portolan/contract/journal'
import type { Exchange } from '@portolan/tunnel/exchange-observer'
import type { ExecTarget } from '@portolan/tunnel/exec-target'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'
import type { Reason } from './because.ts'
import type { Asked } from './journal-line.ts'

/** Longest path that is kept, in characters. */
const longestPath = 1_000

/** What was asked, where and why, in the journal's terms. */
export function askedIn(exchange: Exchange, reason: Reason): Asked {
  const target = targetOf(exchange, reason)
  if (exchange.kind === 'stream') return { why: reason.why, target, method: 'TCP', path: '' }
  return { why: reason.why, target, method: exchange.method, path: bounded(exchange.path) }
}

/** A copy where it is cut: V8 would keep the whole of a long text for the sake of its begin. */
function bounded(path: string): string {
  return path.length <= longestPath ? path : Buffer.from(path.slice(0, longestPath)).toString()
}

function targetOf(exchange: Exchange, { need, asked }: Reason): RequestTarget {
  switch (exchange.kind) {
    case 'api':
      return need === undefined ? { kind: 'api' } : { kind: 'api', need }
    case 'tunnel':
    case 'port':
      return { kind: exchange.kind, ...portOf(exchange.target) }
    case 'exec':
      return { kind: 'exec', ...containerOf(exchange.target), command: [...exchange.command] }
    case 'stream':
      return { kind: 'stream', ...portOf(exchange.target), asked: asked ?? '' }
    default:
      return exchange satisfies never
  }
}

function containerOf({ namespace, name, container }: ExecTarget) {
  return { pod: { namespace, name }, container }
}

function portOf({ namespace, pod, port }: TunnelTarget) {
  return { pod: { namespace, name: pod }, port }
}
