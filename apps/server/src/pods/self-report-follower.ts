import { isDeepStrictEqual } from 'node:util'
import type { Chart } from '@portolan/contract/chart'
import type { PortObservation } from '@portolan/contract/observation'
import type { PodDetail } from '@portolan/contract/pods'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { nothingSaid, readSelfReport } from './self-report.ts'
import type { SelfReport } from './self-report.ts'

/** From one question to the next, in milliseconds. A Gateway may be added at any time; a sidecar's own listeners hardly change. */
const pace = { gateway: 30_000, other: 90_000, unanswered: 10_000 }

/**
 * Keeps asking one pod what it says of itself while somebody looks at it:
 * slowly, and at once when Envoy's admin port answers again.
 */
export class SelfReportFollower {
  readonly #session: ClusterSession
  readonly #signal: AbortSignal
  readonly #onChange: () => void
  readonly #onBug: (error: unknown) => void
  #detail: PodDetail | undefined
  #report = nothingSaid
  /** Whether Envoy's admin port was open when it was last observed. */
  #open: boolean | undefined
  #wake = new AbortController()

  constructor(
    session: ClusterSession,
    signal: AbortSignal,
    told: { readonly onChange: () => void; readonly onBug: (error: unknown) => void },
  ) {
    this.#session = session
    this.#signal = signal
    this.#onChange = told.onChange
    this.#onBug = told.onBug
  }

  /** What this pod said last; another uid is another pod, which said nothing yet. */
  of(uid: string): SelfReport {
    return this.#detail?.chart.pod.uid === uid ? this.#report : nothingSaid
  }

  /** Takes the chart as it is now; the first one begins the asking. */
  setDetail(detail: PodDetail): void {
    const before = this.#detail
    this.#detail = detail
    if (before === undefined) {
      void this.#run().catch(this.#onBug)
      return
    }
    const replaced = before.chart.pod.uid !== detail.chart.pod.uid
    if (replaced) {
      this.#report = nothingSaid
      this.#open = undefined
    }
    if (replaced || !isDeepStrictEqual(before.access, detail.access)) this.#wake.abort()
  }

  /** Takes what was observed: an Envoy that has just come back, or become ready, is worth a question. */
  observed(ports: readonly PortObservation[]): void {
    const admin = ports.find(({ port }) => port === 'envoy-admin')
    if (admin === undefined) return
    const before = this.#open
    this.#open = admin.state === 'open'
    if (this.#open && before === false) this.#wake.abort()
  }

  async #run(): Promise<void> {
    while (!this.#signal.aborted && this.#detail !== undefined) {
      this.#wake = new AbortController()
      await this.#ask(this.#detail)
      await this.#session.clock.pause(
        paceOf(this.#detail.chart, this.#report),
        AbortSignal.any([this.#signal, this.#wake.signal]),
      )
    }
  }

  async #ask(detail: PodDetail): Promise<void> {
    const before = this.#report
    const report = await readSelfReport(this.#session, detail, this.#signal, before)
    const samePod = this.#detail?.chart.pod.uid === detail.chart.pod.uid
    if (this.#signal.aborted || !samePod || isDeepStrictEqual(report, before)) return
    this.#report = report
    this.#onChange()
  }
}

function paceOf({ kind }: Chart, { listeners }: SelfReport): number {
  if (listeners?.kind === 'unread') return pace.unanswered
  return kind === 'gateway' || kind === 'waypoint' ? pace.gateway : pace.other
}
