import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { PodRef } from '@portolan/contract/pod-ref'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { entryPaths } from '@portolan/recording/entries'
import type { RecordedPod } from '@portolan/recording/entries'
import type { RecordedGap } from '@portolan/recording/manifest'
import type { PodObject } from '../cluster/kube-objects.ts'
import { numberOf, targetOf } from '../observe/ask-port.ts'
import { observeOnce } from '../observe/observe-once.ts'
import { probeTls } from '../observe/probe-tls.ts'
import { probeDeadline } from '../observe/probe-way.ts'
import { findPod } from '../pods/find-pod.ts'
import { readPodOnce } from '../routes/read-pod.ts'
import { dnsTableOf } from './dns-table.ts'
import { PodAnswers } from './pod-answers.ts'
import { questionsFor } from './questions.ts'
import { recordLogs } from './record-logs.ts'
import { recordLook } from './record-look.ts'
import { recordPort } from './record-port.ts'
import type { PortFacts } from './record-port.ts'
import type { Recording } from './recording.ts'
import { readBody } from './spooled-entries.ts'

export type PodToRecord = {
  readonly ref: PodRef
  readonly uid: string
  readonly moment: number
  /** `POD.NAMESPACE` of the proxies that an istiod is asked about. */
  readonly proxies: readonly string[]
}

/** What came of one pod. Without `entry` nothing of it was kept. */
export type RecordedPodResult = {
  readonly entry: { readonly path: string; readonly bytes: Buffer } | undefined
  readonly gaps: readonly RecordedGap[]
  /** As the image's tag or the pod's own components tell it. */
  readonly istioVersion?: string
}

/**
 * Records what stands behind the ports of one pod at one moment: the prober's
 * questions first, then every readable endpoint of the ports that speak HTTP.
 * @throws what ends the recording as a whole; a pod that cannot be read throws
 *   what `gapWords` understands
 */
export async function recordPod(recording: Recording, pod: PodToRecord): Promise<RecordedPodResult> {
  const { session, signal, scope } = recording
  const { ref, uid, moment, proxies } = pod
  const [{ chart }, object] = await Promise.all([
    readPodOnce(session, ref, signal),
    findPod(session, ref, signal),
  ])
  const shown = formatPodRef(ref)
  if (chart.pod.uid !== uid) {
    return { entry: undefined, gaps: [{ what: shown, why: 'another pod has its name now' }] }
  }
  const evidence = await observe(recording, chart)
  signal.throwIfAborted()
  const path = entryPaths.pod(moment, ref.namespace, ref.name)
  const denied = [...evidence.values()].find((one) => one.kind === 'access')
  if (denied !== undefined) return { entry: undefined, gaps: [{ what: `${shown} ports`, why: denied.text }] }

  const answers = new PodAnswers(recording, chart, path)
  const dnsHosts = once(() => readDnsTable(recording, chart, evidence, answers))
  const ports: RecordedPod['ports'] = {}
  const gaps: RecordedGap[] = []
  await Promise.all(
    chart.ports.map(async (port) => {
      const found = evidence.get(port.key)
      if (found === undefined) return
      const facts: PortFacts = {
        evidence: found,
        proxies,
        costly: scope.costly,
        dnsHosts,
        certificate: () => shakeHands(recording, chart, port),
        readBody: (answer) => readBody(recording.spool, answer),
      }
      const record = await recordPort(port, answers, facts)
      const number = String(numberOf(port))
      if (record.kind === 'gap') gaps.push({ what: `${shown} port ${number}`, why: record.why })
      // A number that two ports of the chart share is one socket; what says more of it stays.
      if (record.kind === 'behaviour' && !(number in ports && record.behaviour.kind !== 'http')) {
        ports[number] = { container: containerOf(chart, port), behaviour: record.behaviour }
      }
    }),
  )
  // After the ports: an inside is what it was when their answers were given.
  const inside = object.metadata?.uid === uid ? await recordInside(recording, object, path) : undefined
  const { execs = [], logs = [] } = inside ?? {}
  const content: RecordedPod = {
    uid,
    ports,
    ...(execs.length === 0 ? {} : { execs: [...execs] }),
    ...(logs.length === 0 ? {} : { logs: [...logs] }),
  }
  const bytes = Buffer.from(JSON.stringify(content))
  const { istioVersion } = chart
  const result = { entry: { path, bytes }, gaps: [...gaps, ...answers.gaps, ...(inside?.gaps ?? [])] }
  return istioVersion === undefined ? result : { ...result, istioVersion }
}

async function recordInside(recording: Recording, pod: PodObject, entry: string) {
  const [look, logs] = await Promise.all([
    recording.scope.lookInside ? recordLook(recording, pod, entry) : { execs: [], gaps: [] },
    recordLogs(recording, pod, entry),
  ])
  return { execs: look.execs, logs: logs.logs, gaps: [...look.gaps, ...logs.gaps] }
}

async function observe(recording: Recording, chart: Chart): Promise<ReadonlyMap<string, Evidence>> {
  const { session, signal } = recording
  const { access, agent, client, clock } = session
  const { namespace, name } = chart.pod
  const reviewAccess = () => client.portForwardAccess(namespace, name)
  const observed = await observeOnce(chart, { access, agent, clock, signal, reviewAccess })
  return new Map(observed.ports.map(({ port, evidence }) => [port, evidence]))
}

function shakeHands({ session, signal }: Recording, chart: Chart, port: ChartPort): Promise<Evidence> {
  const { access, agent } = session
  const target = targetOf(chart, numberOf(port))
  return probeTls({ access, agent, target, signal, deadlineMs: probeDeadline }, undefined)
}

/** The table is an answer of the agent, which is recorded anyway. */
async function readDnsTable(
  recording: Recording,
  chart: Chart,
  evidence: ReadonlyMap<string, Evidence>,
  answers: PodAnswers,
): Promise<Record<string, string[]>> {
  const agent = chart.ports.find(({ id }) => id === 'agent-status')
  if (agent === undefined || evidence.get(agent.key)?.kind !== 'http') return {}
  const question = questionsFor(agent, { costly: false, proxies: [] }).find(
    ({ target }) => target === '/debug/ndsz',
  )
  const answer = question && (await answers.ask(agent, question))
  return answer === undefined ? {} : dnsTableOf(await readBody(recording.spool, answer))
}

function containerOf(chart: Chart, port: ChartPort): string {
  return chart.processes.find(({ key }) => key === port.process)?.container ?? ''
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined
  return () => (begun ??= work())
}
