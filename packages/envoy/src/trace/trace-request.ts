import type { DumpEntry } from '../dump/proxy-dump.ts'
import { typedMessage } from '../json/any.ts'
import { flagOf, messageAt, messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { filterChainName } from '../listeners/filter-chain-row.ts'
import { chainsOf } from '../listeners/listener-row.ts'
import type { Chain } from '../listeners/listener-row.ts'
import { tlsMode } from '../listeners/tls-summary.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { chooseChain, nameOf } from './choose-chain.ts'
import { chooseListener, rowOf } from './choose-listener.ts'
import { connectionOf } from './connection.ts'
import type { Connection } from './connection.ts'
import { decideRbac } from './decide-rbac.ts'
import type { FilterContext } from './filter-context.ts'
import { placeIn, Steps } from './note-steps.ts'
import type { Sentence, Trace, TracedRequest, TraceOutcome } from './trace.ts'
import { traceHttp } from './trace-http.ts'
import { traceTcp } from './trace-tcp.ts'
import { missingSecret } from './upstream-tls.ts'

const network = 'envoy.extensions.filters.network.'

/**
 * Follows a request through one proxy by what the proxy told of itself, and
 * writes down each decision with what lost and why. Nothing is sent. What cannot
 * be told from the configuration is named, never guessed.
 * @param answers listeners, routes, clusters, endpoints, secrets and extensions
 *   of the dump, with `/clusters` and `/certs`; see `questionsOf.trace`
 */
export function traceRequest(answers: ProxyAnswers, request: TracedRequest): Trace {
  const steps = new Steps()
  const outcomes = throughListener(answers, request, steps)
  return { steps: steps.all, outcomes }
}

function throughListener(
  answers: ProxyAnswers,
  request: TracedRequest,
  steps: Steps,
): readonly TraceOutcome[] {
  const chosen = chooseListener(answers.dump, request)
  const { entry } = chosen
  const isHere = entry !== undefined
  steps.add({
    kind: 'listener',
    verdict: isHere ? 'taken' : 'refused',
    name: entry?.name ?? `:${request.destination.port}`,
    because: isHere ? chosen.because : [noListener(request)],
    losers: chosen.losers,
    ...(isHere ? { link: rowOf(entry), place: placeIn(entry) } : {}),
    rule: 'listener',
  })
  if (!isHere) return [closed(undefined)]
  const meant = { ...request, destination: { ...request.destination, ip: chosen.ip } }
  return throughChain(answers, meant, entry, connectionOf(meant, entry.resource), steps)
}

function noListener({ destination }: TracedRequest): Sentence {
  return { word: 'trace.no-listener', values: { port: String(destination.port) } }
}

function throughChain(
  answers: ProxyAnswers,
  request: TracedRequest,
  listener: DumpEntry,
  connection: Connection,
  steps: Steps,
): readonly TraceOutcome[] {
  if (messageOf(listener.resource, 'filter_chain_matcher') !== undefined) {
    const because: Sentence = { word: 'trace.not-evaluated', values: { what: 'filter_chain_matcher' } }
    steps.add({
      kind: 'filter-chain',
      verdict: 'unknown',
      name: listener.name,
      because: [because],
      rule: 'filter-chain',
    })
    return [unknown]
  }
  const { chain, losers, isUnknown } = chooseChain(chainsOf(listener.resource), connection)
  if (chain === undefined) {
    const because: Sentence = { word: isUnknown ? 'trace.chain-unknown' : 'trace.no-chain' }
    const verdict = isUnknown ? 'unknown' : 'refused'
    steps.add({ kind: 'filter-chain', verdict, name: '', because: [because], losers, rule: 'filter-chain' })
    return [isUnknown ? unknown : closed('NR')]
  }
  steps.add({
    kind: 'filter-chain',
    verdict: 'taken',
    name: nameOf(chain),
    because: [{ word: chain.isDefault ? 'trace.chain-default' : 'trace.chain-fits' }, seenAs(connection)],
    losers,
    link: { kind: 'row', table: 'filter-chains', name: filterChainName(listener.name, chain) },
    place: placeIn(listener, chain.path),
    rule: 'filter-chain',
  })
  const handshake = throughTls(answers, request, listener, chain, steps)
  return handshake ?? throughFilters(answers, request, listener, chain, connection, steps)
}

/** What the inspectors saw of the connection. */
function seenAs({ transport, serverName, applicationProtocols }: Connection): Sentence {
  const protocols = applicationProtocols.join(', ') || '–'
  return transport === 'tls'
    ? { word: 'trace.seen-tls', values: { name: serverName || '–', protocols } }
    : { word: 'trace.seen-plain', values: { protocols } }
}

/** @returns what ends the connection in its handshake, if anything does */
function throughTls(
  { dump }: ProxyAnswers,
  { serverName, source }: TracedRequest,
  listener: DumpEntry,
  { chain, path }: Chain,
  steps: Steps,
): readonly TraceOutcome[] | undefined {
  const mode = tlsMode(chain)
  if (mode === 'none' || mode === 'passthrough') return undefined
  const place = placeIn(listener, `${path}.transport_socket`)
  const step = { kind: 'tls', name: mode, place, rule: 'tls' } as const
  const context = typedMessage(messageAt(chain, 'transport_socket', 'typed_config'))?.message
  const secret = missingSecret(dump, messageOf(context, 'common_tls_context'))
  const refuse = (because: Sentence) => {
    steps.add({ ...step, verdict: 'refused', because: [because] })
    return [closed(undefined)]
  }
  if (mode === 'QUIC' || mode === 'other') {
    steps.add({
      ...step,
      verdict: 'unknown',
      because: [{ word: 'trace.not-evaluated', values: { what: mode } }],
    })
    return [unknown]
  }
  if (serverName === undefined) return refuse({ word: 'trace.plain-where-tls' })
  if (secret !== undefined) return refuse({ word: 'trace.secret-missing', values: { secret } })
  if (flagOf(context, 'require_client_certificate') && source.principal === undefined)
    return refuse({ word: 'trace.certificate-wanted' })
  const because: Sentence =
    source.principal === undefined
      ? { word: 'trace.tls-ends' }
      : { word: 'trace.tls-ends-as', values: { principal: source.principal } }
  steps.add({ ...step, verdict: 'passed', because: [because] })
  return undefined
}

/** Network filters that only count, log or add: every connection passes. */
const passing =
  /^(?:istio\.|io\.istio\.|stats\.|envoy\.tcp\.|envoy\.extensions\.filters\.network\.(?:set_filter_state|connection_limit|sni_dynamic_forward_proxy|echo|metadata_exchange)\.)/

function throughFilters(
  answers: ProxyAnswers,
  request: TracedRequest,
  listener: DumpEntry,
  { chain, path }: Chain,
  { destination, serverName }: Connection,
  steps: Steps,
): readonly TraceOutcome[] {
  const mode = tlsMode(chain)
  const endsTls = mode === 'TLS' || mode === 'mutual TLS'
  const principal = endsTls ? request.source.principal : undefined
  const connection = { destination, serverName, principal, isTls: endsTls }
  const context: FilterContext = {
    ...connection,
    dump: answers.dump,
    request,
    http: undefined,
    remoteIp: request.source.ip,
    shadows: new Map(),
    perFilter: [],
  }
  let clusterBySni = false
  for (const [at, filter] of messagesOf(chain, 'filters').entries()) {
    const typed = typedMessage(messageOf(filter, 'typed_config'))
    const name = textOf(filter, 'name') ?? ''
    const type = typed?.type ?? name
    const message: JsonObject = typed?.message ?? {}
    const within = `${path}.filters[${at}].typed_config`
    const step = { kind: 'network-filter', name, place: placeIn(listener, within) } as const
    if (type === `${network}http_connection_manager.v3.HttpConnectionManager`) {
      const isHttp = request.protocol === 'http' && (endsTls || request.serverName === undefined)
      if (!isHttp) {
        steps.add({
          ...step,
          verdict: 'refused',
          because: [{ word: 'trace.no-http' }],
          rule: 'http-connection-manager',
        })
        return [closed('DPE')]
      }
      return traceHttp({ answers, request, manager: message, listener, path: within, connection }, steps)
    }
    if (type === `${network}tcp_proxy.v3.TcpProxy`)
      return traceTcp(
        { answers, request, proxy: message, listener, path: within, destination, clusterBySni, endsTls },
        steps,
      )
    if (type.startsWith(`${network}sni_cluster.`)) clusterBySni = true
    else if (type === `${network}rbac.v3.RBAC`) {
      const decision = decideRbac(message, undefined, context)
      if (decision === undefined) continue
      const { verdict, because, losers = [], object } = decision
      steps.add({ ...step, verdict, because, losers, object, rule: 'network-rbac' })
      if (verdict === 'refused') return [closed(undefined)]
    } else if (!passing.test(type)) {
      const because: Sentence = { word: 'trace.not-evaluated', values: { what: type } }
      steps.add({ ...step, verdict: 'unknown', because: [because], rule: 'network-filter' })
    }
  }
  steps.add({
    kind: 'network-filter',
    verdict: 'refused',
    name: '',
    because: [{ word: 'trace.no-terminal' }],
    rule: 'network-filter',
  })
  return [closed(undefined)]
}

function closed(flag: string | undefined): TraceOutcome {
  return { kind: 'closed', flag, percent: undefined }
}

const unknown: TraceOutcome = { kind: 'unknown', percent: undefined }
