import type { AccessAnswer } from '@portolan/contract/access'
import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { PodObservations } from '@portolan/contract/observation'
import type { Clock } from '../clock.ts'
import { accessEvidence, evidenceOfReviewError } from './access-evidence.ts'
import { askPort } from './ask-port.ts'
import { knownWithoutAsking } from './known-without-asking.ts'
import { ObservationBook } from './observation-book.ts'
import { probeDeadline } from './probe-way.ts'
import type { PodWay } from './probe-way.ts'
import { questionsAtATime, SharedWay } from './shared-way.ts'
import { VitalSigns } from './vital-signs.ts'

export type OnceDeps = PodWay & {
  /** The rights that a tunnel to this pod needs, as the API server says now. Throws when it cannot be asked. */
  readonly reviewAccess: () => Promise<readonly AccessAnswer[]>
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly deadlineMs?: number
}

/** Observes every port and vital sign of a pod once. Never throws: what fails is evidence. */
export async function observeOnce(chart: Chart, deps: OnceDeps): Promise<PodObservations> {
  const { clock, signal } = deps
  const deadlineMs = deps.deadlineMs ?? probeDeadline
  const denied = await deps.reviewAccess().then(accessEvidence, evidenceOfReviewError)
  const book = new ObservationBook()
  const way = new SharedWay(questionsAtATime)
  const observe = async (port: ChartPort): Promise<Evidence> =>
    knownWithoutAsking(chart, port, denied) ??
    (await way.ask(
      () => askPort(chart, port, { access: deps.access, agent: deps.agent, signal, deadlineMs }),
      signal,
    ))
  await Promise.all(chart.ports.map(async (port) => book.write(port, await observe(port), clock.date())))
  const vitals = new VitalSigns(chart, undefined)
  const evidenceOf = (key: string) => book.evidenceOf(key)
  const read = await vitals.read({
    access: deps.access,
    agent: deps.agent,
    clock,
    signal,
    deadlineMs,
    evidenceOf,
  })
  for (const vital of read) book.writeVital(vital)
  return book.current()
}
