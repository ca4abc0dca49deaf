import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { RecordedAnswer } from '@portolan/recording/entries'
import type { RecordedGap } from '@portolan/recording/manifest'
import { Gate } from '@portolan/tunnel/gate'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import { numberOf, targetOf } from '../observe/ask-port.ts'
import { askThroughTls } from './ask-through-tls.ts'
import { gapWords } from './gap-words.ts'
import { keptHeaders } from './kept-headers.ts'
import type { PodAnswer } from './pod-answer.ts'
import type { Question } from './questions.ts'
import type { Recording } from './recording.ts'

/** Requests to one pod that may be under way at once. */
const requestsAtATime = 3
/** Longest wait for one whole answer, in milliseconds, by what it costs the component. */
const deadlines = { low: 10_000, medium: 20_000, high: 60_000 } as const

/** istiod serves the same debug interface on both: it is asked once, and the answers stand behind either. */
const sharesDebug: ReadonlySet<string> = new Set(['istiod-http', 'istiod-monitoring'])

/**
 * Asks the ports of one pod and keeps what they answer, redacted. Envoy serves
 * its admin port on one thread, which also applies its configuration: of heavy
 * questions one at a time is under way per port.
 */
export class PodAnswers {
  readonly gaps: RecordedGap[] = []
  readonly #recording: Recording
  readonly #chart: Chart
  readonly #entry: string
  readonly #gate = new Gate(requestsAtATime)
  readonly #heavy = new Map<number, Gate>()
  readonly #shared = new Map<string, Promise<RecordedAnswer | undefined>>()
  #spentNoted = false

  /** @param entry where the answers will be told of, for the report of what was redacted */
  constructor(recording: Recording, chart: Chart, entry: string) {
    this.#recording = recording
    this.#chart = chart
    this.#entry = entry
  }

  /**
   * The answer as it is kept; `undefined` is a gap that was noted.
   * @throws what ended the recording as a whole
   */
  ask(port: ChartPort, question: Question): Promise<RecordedAnswer | undefined> {
    if (!sharesDebug.has(port.id) || !question.target.startsWith('/debug')) return this.#ask(port, question)
    const asked = this.#shared.get(question.target) ?? this.#ask(port, question)
    this.#shared.set(question.target, asked)
    return asked
  }

  /** All answers that came, in the order of the questions. */
  async askAll(port: ChartPort, questions: readonly Question[]): Promise<RecordedAnswer[]> {
    const answers = await Promise.all(questions.map((question) => this.ask(port, question)))
    return answers.filter((answer) => answer !== undefined)
  }

  async #ask(port: ChartPort, question: Question): Promise<RecordedAnswer | undefined> {
    const { budget, signal, redactor, spool } = this.#recording
    const { target } = question
    if (budget.spent) return this.#noRoom(port)
    try {
      const answer = await this.#inTurn(port, question, () => this.#get(port, question))
      if (!budget.take(answer.body.length)) {
        return this.#gap(port, target, `${answer.body.length} bytes more would exceed the recording’s limit`)
      }
      const headers = keptHeaders(answer.headers)
      const body = redactor.answer({ port: port.id, target, body: answer.body, entry: this.#entry })
      const kept = { method: 'GET', target, status: answer.status, headers } as const
      return body.length === 0 ? kept : { ...kept, body: await spool.putBody(body) }
    } catch (error) {
      signal.throwIfAborted()
      return this.#gap(port, target, gapWords(error))
    }
  }

  #noRoom(port: ChartPort): undefined {
    if (!this.#spentNoted)
      this.#gap(port, '(and what comes after it)', 'the recording has reached its limit of size')
    this.#spentNoted = true
    return undefined
  }

  #inTurn<T>(port: ChartPort, { cost }: Question, work: () => Promise<T>): Promise<T> {
    const { signal } = this.#recording
    if (cost !== 'high') return this.#gate.run(signal, work)
    const number = numberOf(port)
    const heavy = this.#heavy.get(number) ?? new Gate(1)
    this.#heavy.set(number, heavy)
    // The narrow gate first: who waits at it must not hold a place that a light question could use.
    return heavy.run(signal, () => this.#gate.run(signal, work))
  }

  async #get(port: ChartPort, { target: path, cost }: Question): Promise<PodAnswer> {
    const { session, signal, budget } = this.#recording
    const target = targetOf(this.#chart, numberOf(port))
    const headers = { host: `localhost:${target.port}`, 'user-agent': 'portolan', accept: '*/*' }
    const limits = { signal, deadlineMs: deadlines[cost], maxBytes: budget.sizes.answer }
    if (port.probe.kind === 'http' && port.probe.tls) {
      return askThroughTls(session.access, target, { path, headers, ...limits })
    }
    const answer = await tunnelRequest(session.agent, target, { method: 'GET', path, headers, ...limits })
    return { status: answer.status, headers: answer.headers, body: await answer.bytes() }
  }

  #gap(port: ChartPort, target: string, why: string): undefined {
    const { namespace, name } = this.#chart.pod
    this.gaps.push({ what: `${namespace}/${name} port ${numberOf(port)} GET ${target}`, why })
    return undefined
  }
}
