import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { traceRequest } from '@portolan/envoy/trace/trace-request'
import type { Trace, TracedRequest, TraceOutcome } from '@portolan/envoy/trace/trace'
import type { Said } from './compare-case.ts'

/** What stands at an address: a server of ours, and the proxy that its callers meet. */
export type Standing = { readonly server: string | undefined; readonly answers: ProxyAnswers | undefined }

/**
 * What the traces of one or two proxies say of a request: the first one's, and
 * the inbound half at the proxy of the host that it goes to.
 */
export function saidByTrace(
  answers: ProxyAnswers,
  request: TracedRequest,
  standing: (address: string) => Standing,
): readonly Said[] {
  const trace = traceRequest(answers, request)
  return trace.outcomes.flatMap((outcome) => endsOf(outcome, trace, request, standing))
}

function endsOf(
  outcome: TraceOutcome,
  trace: Trace,
  request: TracedRequest,
  standing: (address: string) => Standing,
): readonly Said[] {
  const percent = outcome.percent ?? 100
  switch (outcome.kind) {
    case 'answered': {
      const { status, flag, location } = outcome
      return [{ kind: 'answered', percent, status, flag, location }]
    }
    case 'closed':
      return [{ kind: 'closed', percent }]
    case 'unknown':
      return [unknown(trace, percent)]
    case 'forwarded':
      return forwarded(outcome, request, standing, percent)
  }
}

function forwarded(
  { cluster, hosts, sent }: Extract<TraceOutcome, { kind: 'forwarded' }>,
  request: TracedRequest,
  standing: (address: string) => Standing,
  percent: number,
): readonly Said[] {
  const addresses = hosts.map(({ address }) => address)
  const [first = ''] = addresses
  const servers = addresses.flatMap((address) => standing(address).server ?? [])
  const isHttp = request.protocol === 'http'
  const served: Said = {
    kind: 'served',
    percent,
    cluster,
    hosts: addresses,
    servers,
    path: isHttp ? sent.path : undefined,
    host: isHttp ? sent.host : undefined,
  }
  const { answers } = standing(first)
  if (answers === undefined || request.direction === 'inbound') return [served]
  const [ip = '', port = ''] = first.split(/:(?=\d+$)/)
  const arriving: TracedRequest = {
    ...sent,
    source: { ...sent.source, ip: request.source.ip },
    destination: { ip, port: Number(port) },
  }
  const behind = traceRequest(answers, arriving)
  return behind.outcomes.map((outcome): Said => {
    const share = (percent * (outcome.percent ?? 100)) / 100
    switch (outcome.kind) {
      case 'answered':
        return { kind: 'answered behind', percent: share, status: outcome.status, cluster, hosts: addresses }
      case 'closed':
        return { kind: 'closed behind', percent: share, cluster, hosts: addresses }
      case 'unknown':
        return unknown(behind, share)
      case 'forwarded':
        return {
          ...served,
          percent: share,
          ...(isHttp ? { path: outcome.sent.path, host: outcome.sent.host } : {}),
        }
    }
  })
}

function unknown({ steps }: Trace, percent: number): Said {
  const what = steps.flatMap(({ verdict, name }) => (verdict === 'unknown' ? [name] : [])).join(', ')
  return { kind: 'unknown', percent, what }
}
