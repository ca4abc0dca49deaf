import type { PodRef } from '@portolan/contract/pod-ref'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { entryPaths, recordedResources } from '@portolan/recording/entries'
import type { RecordedGap, RecordedMoment } from '@portolan/recording/manifest'
import { Gate } from '@portolan/tunnel/gate'
import { gapWords } from './gap-words.ts'
import { listObjects } from './list-objects.ts'
import { listedPods } from './listed-pods.ts'
import type { ListedPod } from './listed-pods.ts'
import { recordPod } from './record-pod.ts'
import type { RecordedPodResult } from './record-pod.ts'
import type { Recording } from './recording.ts'
import type { RedactionNotes } from './redaction-notes.ts'
import { SnapshotError } from './snapshot-error.ts'
import { isInScope } from './snapshot-scope.ts'
import type { SpoolJournal, SpoolNote } from './spool-journal.ts'
import { readPodList } from './spooled-entries.ts'
import type { SnapshotProgress } from './take-snapshot.ts'

/** Pods that are recorded at once. */
const podsAtATime = 4
/** Proxies that one istiod is asked about; each is a whole configuration for it to write. */
const mostProxies = 200

export type MomentRecorderParts = {
  readonly recording: Recording
  readonly journal: SpoolJournal
  readonly notes: RedactionNotes
  /** What an earlier run wrote down. */
  readonly earlier: readonly SpoolNote[]
  readonly moments: number
  readonly progress: (progress: SnapshotProgress) => void
  /** Aborted when one pod fails in a way that no pod should: the others must not go on for nothing. */
  readonly ending: AbortController
}

/** Records the mesh at one moment after the other, and goes on where an earlier run was broken off. */
export class MomentRecorder {
  readonly moments: RecordedMoment[] = []
  readonly gaps: RecordedGap[] = []
  readonly versions: string[] = []
  readonly #parts: MomentRecorderParts
  #done = 0
  #total = 0

  constructor(parts: MomentRecorderParts) {
    this.#parts = parts
  }

  get progress(): SnapshotProgress {
    return { done: this.#done, total: this.#total }
  }

  /** @throws what ended the recording as a whole, once nothing of it is under way any more */
  async record(moment: number): Promise<void> {
    const { earlier, journal, recording } = this.#parts
    const now = () => recording.session.clock.date().toISOString()
    const begun = timeOf(earlier, 'moment-started', moment)
    const ended = timeOf(earlier, 'moment-ended', moment)
    const startedAt = begun ?? now()
    if (begun === undefined) await journal.write({ kind: 'moment-started', moment, at: startedAt })
    for (const note of earlier)
      if (note.kind === 'objects' && note.moment === moment) this.gaps.push(...note.gaps)
    this.#recall(moment)
    if (ended !== undefined) {
      this.moments.push({ startedAt, endedAt: ended })
      return
    }
    await this.#recordPods(moment, await this.#listPods(moment))
    const endedAt = now()
    await journal.write({ kind: 'moment-ended', moment, at: endedAt })
    this.moments.push({ startedAt, endedAt })
  }

  /** Takes over what an earlier run finished of this moment. */
  #recall(moment: number): void {
    const { earlier, recording } = this.#parts
    const pods = new Map(
      earlier.flatMap((note) =>
        note.kind === 'pod' && note.moment === moment ? [[note.entry, note] as const] : [],
      ),
    )
    for (const [entry, { gaps, istioVersion }] of pods) {
      if (recording.spool.has(entry)) this.#note(gaps, istioVersion)
    }
  }

  /** Lists, redacts and keeps the objects. An earlier run's list stays: what it told of is what was recorded. */
  async #listPods(moment: number): Promise<readonly ListedPod[]> {
    const { journal, notes, recording } = this.#parts
    const { session, scope, signal, spool, redactor } = recording
    const { objects, gaps } = await listObjects(session, scope, signal)
    const [refusal] = gaps
    if (objects.pods.length === 0 && refusal !== undefined) throw nothingToRecord(refusal)
    const kept = recordedResources.flatMap((resource) => {
      const listed = objects[resource]
      if (listed === undefined) return []
      const path = entryPaths.objects(moment, resource)
      const items = listed.map((object) => redactor.object(resource, object, path))
      return [{ path, bytes: Buffer.from(JSON.stringify({ items })) }]
    })
    await journal.write(...notes.fresh())
    const pods = listedPods(objects.pods)
    const podsEntry = entryPaths.objects(moment, 'pods')
    if (spool.has(podsEntry)) {
      const known = new Set((await readPodList(spool, podsEntry)).map(({ uid }) => uid))
      return pods.filter(({ uid }) => known.has(uid))
    }
    await journal.write({ kind: 'objects', moment, gaps: [...gaps] })
    // The pods come last: with their list the moment's objects are complete.
    for (const { path, bytes } of kept.toSorted((a) => (a.path === podsEntry ? 1 : -1)))
      await spool.put(path, bytes)
    this.#note(gaps, undefined)
    return pods
  }

  async #recordPods(moment: number, listed: readonly ListedPod[]): Promise<void> {
    const { moments, recording, ending } = this.#parts
    const { scope, signal, spool } = recording
    // Of a pod that does not run there is nothing but what it wrote.
    const pods = listed.filter(
      ({ ref, running, begun }) => (running || (begun && scope.logs)) && isInScope(scope, ref),
    )
    const proxies = this.#proxiesOf(pods)
    this.#total = Math.max(this.#total, this.#done + pods.length * (moments - moment))
    const gate = new Gate(podsAtATime)
    const work = pods.map(async (pod) => {
      if (!spool.has(entryPaths.pod(moment, pod.ref.namespace, pod.ref.name))) {
        await gate.run(signal, () => this.#recordPod(moment, pod, pod.isControlPlane ? proxies : []))
      }
      this.#done += 1
      this.#tell()
    })
    for (const one of work) one.catch((error: unknown) => ending.abort(error))
    const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected')
    signal.throwIfAborted()
    if (failed !== undefined) throw failed.reason
  }

  async #recordPod(moment: number, { ref, uid }: ListedPod, proxies: readonly string[]): Promise<void> {
    const { journal, notes, recording } = this.#parts
    this.#tell(ref)
    const result = await this.#try(recordPod(recording, { ref, uid, moment, proxies }), ref)
    const { entry, gaps, istioVersion } = result
    if (entry !== undefined) {
      const version = istioVersion === undefined ? {} : { istioVersion }
      await journal.write(...notes.fresh(), {
        kind: 'pod',
        moment,
        entry: entry.path,
        gaps: [...gaps],
        ...version,
      })
      await recording.spool.put(entry.path, entry.bytes)
    }
    this.#note(gaps, istioVersion)
  }

  /** A pod that fails or goes away is a gap, not the end. */
  async #try(recorded: Promise<RecordedPodResult>, ref: PodRef): Promise<RecordedPodResult> {
    try {
      return await recorded
    } catch (error) {
      this.#parts.recording.signal.throwIfAborted()
      return { entry: undefined, gaps: [{ what: formatPodRef(ref), why: gapWords(error) }] }
    }
  }

  #proxiesOf(pods: readonly ListedPod[]): readonly string[] {
    const proxies = pods.filter(({ isProxy }) => isProxy).map(({ ref }) => `${ref.name}.${ref.namespace}`)
    if (proxies.length > mostProxies) {
      const why = `istiod is asked about ${mostProxies} proxies at most; choose namespaces to have it asked about others`
      this.#note([{ what: `istiod’s view of ${proxies.length - mostProxies} proxies`, why }], undefined)
    }
    return proxies.slice(0, mostProxies)
  }

  #note(gaps: readonly RecordedGap[], istioVersion: string | undefined): void {
    this.gaps.push(...gaps)
    if (istioVersion !== undefined) this.versions.push(istioVersion)
  }

  #tell(ref?: PodRef): void {
    this.#parts.progress(ref === undefined ? this.progress : { ...this.progress, doing: formatPodRef(ref) })
  }
}

/** A recording of no pod at all helps nobody; whoever asked should hear why at once. */
function nothingToRecord({ what, why }: RecordedGap): SnapshotError {
  const text = `There is no pod that could be recorded. ${what}: ${why}. Choose namespaces that you may read, or other pods.`
  return new SnapshotError('forbidden', text)
}

function timeOf(
  earlier: readonly SpoolNote[],
  kind: 'moment-started' | 'moment-ended',
  moment: number,
): string | undefined {
  const note = earlier.find((one) => one.kind === kind && one.moment === moment)
  return note !== undefined && 'at' in note ? note.at : undefined
}
