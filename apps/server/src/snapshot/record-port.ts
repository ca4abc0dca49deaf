import type { ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { RecordedAnswer, RecordedBehaviour } from '@portolan/recording/entries'
import type { PodAnswers } from './pod-answers.ts'
import { assetsOf, questionsFor, unknownPath } from './questions.ts'
import type { Question } from './questions.ts'

export type PortFacts = {
  readonly evidence: Evidence
  /** `POD.NAMESPACE` of the proxies that istiod is asked about. */
  readonly proxies: readonly string[]
  readonly costly: boolean
  /** What the agent's own table says that its DNS server answers. */
  readonly dnsHosts: () => Promise<Record<string, string[]>>
  /** The certificate behind an HTTPS port, as a handshake shows it. */
  readonly certificate: () => Promise<Evidence>
  /** Reads a body that was kept. */
  readonly readBody: (answer: RecordedAnswer) => Promise<string>
}

/** What is behind a port; `undefined` when that is known without asking, or was not to be learned (`why`). */
export type PortRecord =
  | { readonly kind: 'behaviour'; readonly behaviour: RecordedBehaviour }
  | { readonly kind: 'known' }
  | { readonly kind: 'gap'; readonly why: string }

/** Turns what a port proved to be into something that can be played, with the answers of an HTTP one. */
export async function recordPort(
  port: ChartPort,
  answers: PodAnswers,
  facts: PortFacts,
): Promise<PortRecord> {
  const { evidence } = facts
  switch (evidence.kind) {
    case 'http':
      return played(await recordHttp(port, answers, facts))
    case 'tls':
      return played({ kind: 'tls', names: evidence.names, notAfter: evidence.notAfter, mutual: false })
    case 'tls-alert':
      return played({ kind: 'tls', names: [], notAfter: '', mutual: true })
    case 'http2-settings':
      return played({ kind: 'h2c' })
    case 'dns':
      return played({ kind: 'dns', hosts: hostsOf(evidence, await facts.dnsHosts()) })
    case 'accepted':
      return played({ kind: evidence.closedByPeer ? 'black-hole' : 'hold' })
    case 'silent':
      return played({ kind: 'silent' })
    case 'refused':
      return played({ kind: 'refused', text: evidence.text })
    case 'unexpected':
      return { kind: 'gap', why: `asked ${evidence.asked}, it answered ${evidence.text}` }
    case 'tunnel':
      // Closed before it answered, which is what a black hole does to whoever asks.
      if (evidence.code === 'reset' || evidence.code === 'closed') return played({ kind: 'black-hole' })
      return { kind: 'gap', why: evidence.text }
    case 'access':
      return { kind: 'gap', why: evidence.text }
    case 'not-running':
    case 'catalog':
    case 'unresolved':
    case 'not-asked':
      return { kind: 'known' }
    default:
      return evidence satisfies never
  }
}

/** The agent's table may be unread, or there is no agent; what was asked was answered all the same. */
function hostsOf({ question, rcode }: Evidence & { kind: 'dns' }, table: Record<string, string[]>) {
  const asked = question.replace(/\.$/, '')
  return rcode === 'NOERROR' && !(asked in table) ? { ...table, [asked]: [] } : table
}

function played(behaviour: RecordedBehaviour): PortRecord {
  return { kind: 'behaviour', behaviour }
}

async function recordHttp(
  port: ChartPort,
  answers: PodAnswers,
  facts: PortFacts,
): Promise<RecordedBehaviour> {
  const kept = await answers.askAll(port, questionsFor(port, facts))
  if (port.probe.kind === 'http' && port.probe.tls) {
    const certificate = await facts.certificate()
    const { names, notAfter } = certificate.kind === 'tls' ? certificate : { names: [], notAfter: '' }
    return { kind: 'https', names, notAfter, answers: kept }
  }
  const page = kept.find(({ target }) => target === '/')
  const assets = page?.status === 200 ? assetsOf(port, await facts.readBody(page)) : []
  const unknown = await answers.ask(port, unknownQuestion)
  return {
    kind: 'http',
    dialect: dialectOf(port),
    answers: [...kept, ...(await answers.askAll(port, assets))],
    ...(unknown === undefined ? {} : { unknown }),
  }
}

const unknownQuestion: Question = { target: unknownPath, cost: 'low' }

function dialectOf({ id }: ChartPort): Extract<RecordedBehaviour, { kind: 'http' }>['dialect'] {
  switch (id) {
    case 'envoy-admin':
      return 'envoy-admin'
    case 'envoy-health':
    case 'envoy-metrics':
      return 'envoy-listener'
    case 'agent-status':
    case 'agent-debug-tap':
      return 'pilot-agent'
    case 'istiod-http':
    case 'istiod-monitoring':
    case 'istiod-ctrlz':
    case 'istiod-webhook':
      return 'istiod'
    default:
      return 'plain'
  }
}
