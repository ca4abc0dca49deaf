import type { AccessAnswer } from '@portolan/contract/access'
import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { PodObservations } from '@portolan/contract/observation'
import type { Clock } from '../clock.ts'
import { accessEvidence, evidenceOfReviewError } from './access-evidence.ts'
import { askPort, numberOf } from './ask-port.ts'
import { knownWithoutAsking } from './known-without-asking.ts'
import { ObservationBook } from './observation-book.ts'
import type { ObservedChange } from './observation-book.ts'
import { Pace } from './pace.ts'
import { probeDeadline } from './probe-way.ts'
import type { PodWay } from './probe-way.ts'
import { questionsAtATime, SharedWay } from './shared-way.ts'
import { VitalSigns } from './vital-signs.ts'

/** From one access review to the next, in milliseconds: rights come and go rarely, and the client caches them. */
const accessPeriod = 10_000
/** From one access review that failed to the next, in milliseconds. */
const retryPeriod = 2_000
/** From one reading of the vital signs to the next, in milliseconds. */
const vitalPeriod = 3_500
/** Changes are gathered for so long before they are told, in milliseconds. */
const gatherPeriod = 100

export type PodProberDeps = PodWay & {
  /** The rights that a tunnel to this pod needs, as the API server says now. Throws when it cannot be asked. */
  readonly reviewAccess: () => Promise<readonly AccessAnswer[]>
  readonly clock: Clock
  readonly onChange: (change: ObservedChange) => void
  readonly deadlineMs?: number
}

/** How far the question whether this identity may open tunnels has come. */
type Access =
  | { readonly kind: 'unreviewed' }
  | { readonly kind: 'failed'; readonly evidence: Evidence }
  | { readonly kind: 'reviewed'; readonly denied: Evidence | undefined }

function inTheWay(access: Access): Evidence | undefined {
  switch (access.kind) {
    case 'unreviewed':
      return undefined
    case 'failed':
      return access.evidence
    case 'reviewed':
      return access.denied
    default:
      return access satisfies never
  }
}

/**
 * Observes every port of one pod as one identity while somebody looks at it.
 * Each port has its own rhythm, so a silent one does not hold up the others;
 * all share one way (see {@link SharedWay}) and one book.
 */
export class PodProber implements Disposable {
  readonly #deps: PodProberDeps
  #book = new ObservationBook()
  #way = new SharedWay(questionsAtATime)
  #pace = new Pace()
  #vitals: VitalSigns | undefined
  #chart: Chart | undefined
  #running: AbortController | undefined
  /** One entry per port that is being asked; the text tells when the question has changed. */
  readonly #followed = new Map<string, { readonly question: string; readonly stop: AbortController }>()
  #access: Access = { kind: 'unreviewed' }
  #telling = false

  constructor(deps: PodProberDeps) {
    this.#deps = deps
  }

  /** Takes the pod's chart as it is now. A new uid is another pod: what was observed belongs to the old one. */
  setChart(chart: Chart): void {
    const replaced = this.#chart !== undefined && this.#chart.pod.uid !== chart.pod.uid
    if (replaced && this.#chart !== undefined) {
      this.#unfollowAll()
      this.#deps.agent.closePod(this.#chart.pod.namespace, this.#chart.pod.name, this.#chart.pod.uid)
      this.#book = new ObservationBook()
      this.#way = new SharedWay(questionsAtATime)
      this.#pace = new Pace()
    }
    this.#chart = chart
    this.#book.keep(new Set(chart.ports.map(({ key }) => key)), new Set(chart.vitals.map(({ key }) => key)))
    this.#vitals = new VitalSigns(chart, replaced ? undefined : this.#vitals)
    this.#arrange()
  }

  /** Begins to ask; does nothing when it runs already. */
  start(): void {
    if (this.#running !== undefined) return
    this.#running = new AbortController()
    const { signal } = this.#running
    void this.#followAccess(signal)
    void this.#followVitals(signal)
  }

  /** Ends every question under way. What was observed stays, with its age. */
  stop(): void {
    this.#running?.abort()
    this.#running = undefined
    this.#access = { kind: 'unreviewed' }
    this.#unfollowAll()
  }

  [Symbol.dispose](): void {
    this.stop()
  }

  current(): PodObservations {
    return this.#book.current()
  }

  async #followAccess(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#reviewAccess(signal)
      if (signal.aborted) return
      this.#arrange()
      await this.#deps.clock.pause(this.#access.kind === 'reviewed' ? accessPeriod : retryPeriod, signal)
    }
  }

  async #reviewAccess(signal: AbortSignal): Promise<void> {
    try {
      const answers = await this.#deps.reviewAccess()
      if (!signal.aborted) this.#access = { kind: 'reviewed', denied: accessEvidence(answers) }
    } catch (error) {
      // Once there was an answer, the ports' own questions tell how the API server is.
      if (!signal.aborted && this.#access.kind !== 'reviewed') {
        this.#access = { kind: 'failed', evidence: evidenceOfReviewError(error) }
      }
    }
  }

  /** Brings what is asked in line with the chart and with what this identity may. */
  #arrange(): void {
    const chart = this.#chart
    if (chart === undefined || this.#running === undefined) return
    const wanted = new Map<string, ChartPort>()
    for (const port of chart.ports) {
      const known = knownWithoutAsking(chart, port, inTheWay(this.#access))
      if (known !== undefined) this.#write(port, known)
      else if (this.#access.kind === 'reviewed') wanted.set(port.key, port)
    }
    for (const [key, { question, stop }] of this.#followed) {
      const port = wanted.get(key)
      if (port !== undefined && questionOf(port) === question) continue
      stop.abort()
      this.#followed.delete(key)
    }
    for (const [key, port] of wanted) {
      if (this.#followed.has(key)) continue
      const stop = new AbortController()
      this.#followed.set(key, { question: questionOf(port), stop })
      void this.#follow(chart, port, stop.signal)
    }
  }

  async #follow(chart: Chart, port: ChartPort, signal: AbortSignal): Promise<void> {
    const { clock, access, agent, deadlineMs = probeDeadline } = this.#deps
    const [way, pace] = [this.#way, this.#pace]
    const onOpened = (milliseconds: number) => pace.opened(milliseconds)
    while (!signal.aborted) {
      const began = clock.now()
      const ask = () => askPort(chart, port, { access, agent, signal, deadlineMs, onOpened })
      const evidence = await way.ask(ask, signal)
      if (signal.aborted) return
      this.#write(port, evidence)
      await clock.pause(pace.pauseAfter(evidence, clock.now() - began, clock.random()), signal)
    }
  }

  async #followVitals(signal: AbortSignal): Promise<void> {
    const { clock, access, agent, deadlineMs = probeDeadline } = this.#deps
    while (!signal.aborted) {
      const [vitals, book] = [this.#vitals, this.#book]
      const evidenceOf = (key: string) => book.evidenceOf(key)
      const read = (await vitals?.read({ access, agent, signal, clock, deadlineMs, evidenceOf })) ?? []
      if (signal.aborted) return
      for (const vital of read) book.writeVital(vital)
      if (read.length > 0) this.#tell()
      // Before the ports were asked there is nothing to read, and then it should not take a whole period.
      await clock.pause(
        (read.length > 0 ? vitalPeriod : gatherPeriod * 3) * (0.9 + clock.random() * 0.2),
        signal,
      )
    }
  }

  #write(port: ChartPort, evidence: Evidence): void {
    this.#book.write(port, evidence, this.#deps.clock.date())
    this.#tell()
  }

  /** Tells of changes a moment later, so that ports that answer together are told together. */
  #tell(): void {
    const signal = this.#running?.signal
    if (this.#telling || signal === undefined) return
    this.#telling = true
    void this.#tellSoon(signal)
  }

  async #tellSoon(signal: AbortSignal): Promise<void> {
    await this.#deps.clock.pause(gatherPeriod, signal)
    this.#telling = false
    const change = signal.aborted ? undefined : this.#book.takeChange()
    if (change !== undefined) this.#deps.onChange(change)
  }

  #unfollowAll(): void {
    for (const { stop } of this.#followed.values()) stop.abort()
    this.#followed.clear()
  }
}

/** Two charts ask a port the same thing when this text is the same. */
function questionOf(port: ChartPort): string {
  return JSON.stringify([numberOf(port), port.probe, port.presence.kind])
}
