import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { RecordingSpool } from '@portolan/recording/archive-writer'
import type { Manifest } from '@portolan/recording/manifest'
import { Redactor } from '@portolan/recording/redact/redactor'
import { entryPaths } from '@portolan/recording/entries'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { attempt } from '../cluster/read.ts'
import { because } from '../journal/because.ts'
import { portolanVersion } from '../portolan-version.ts'
import { istioVersionOf } from './istio-version-of.ts'
import { MomentRecorder } from './moment-recorder.ts'
import { SizeBudget, usualSizes } from './size-budget.ts'
import type { SnapshotSizes } from './size-budget.ts'
import { SnapshotError } from './snapshot-error.ts'
import { manifestScope } from './snapshot-scope.ts'
import type { SnapshotScope } from './snapshot-scope.ts'
import { SpoolJournal } from './spool-journal.ts'
import type { SpoolNote } from './spool-journal.ts'
import { RedactionNotes } from './redaction-notes.ts'

export type SnapshotPlan = {
  readonly session: ClusterSession
  readonly scope: SnapshotScope
  /** How often the mesh is recorded; replay plays the moments in their order. */
  readonly moments: number
  /** From the start of one moment to the start of the next, in milliseconds. */
  readonly every: number
  /** A mesh that was made up must not pass for a real one. */
  readonly source: Manifest['source']
  readonly sizes?: SnapshotSizes
}

export type SnapshotProgress = {
  readonly done: number
  readonly total: number
  /** What is under way, as data: `NAMESPACE/POD`, or `archive`. */
  readonly doing?: string
}

/**
 * Records a mesh and writes the archive.
 * @param work.folder a private folder; what an earlier run left in it is not done again
 * @param work.archive where the archive is written to; whole only when this resolves
 * @throws SnapshotError, RecordingError, ClusterError, the signal's reason
 */
export function takeSnapshot(
  plan: SnapshotPlan,
  work: {
    readonly folder: string
    readonly archive: string
    readonly signal: AbortSignal
    readonly progress: (progress: SnapshotProgress) => void
  },
): Promise<Manifest> {
  return because({ why: 'snapshot' }, () => take(plan, work))
}

async function take(plan: SnapshotPlan, work: Parameters<typeof takeSnapshot>[1]): Promise<Manifest> {
  const { session, scope, moments, every, source, sizes = usualSizes } = plan
  const { folder, archive, signal, progress } = work
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await using spool = await RecordingSpool.open(join(folder, 'entries'))
  const journal = new SpoolJournal(join(folder, 'journal.ndjson'))
  const earlier = await journal.read()
  await begin(plan, folder, journal, earlier)

  const redactor = new Redactor()
  const notes = new RedactionNotes(redactor, earlier)
  const ending = new AbortController()
  const recording = {
    session,
    scope,
    spool,
    redactor,
    budget: new SizeBudget(sizes),
    signal: AbortSignal.any([signal, session.signal, ending.signal]),
  }
  const recorder = new MomentRecorder({ recording, journal, notes, earlier, moments, progress, ending })
  try {
    const version = await session.client.version()
    const identity = await attempt(session.client.identity())
    const { user, groups } = identity.kind === 'read' ? identity.value : { user: undefined, groups: [] }
    const known = { ...(user === undefined ? {} : { user }), groups }
    await spool.put(entryPaths.identity, Buffer.from(JSON.stringify(known)))
    const began = session.clock.now()
    for (let moment = 0; moment < moments; moment++) {
      await session.clock.pause(Math.max(0, began + moment * every - session.clock.now()), recording.signal)
      recording.signal.throwIfAborted()
      await recorder.record(moment)
    }
    progress({ ...recorder.progress, doing: 'archive' })
    const istioVersion = istioVersionOf(recorder.versions)
    return await spool.pack(
      () => ({
        portolan: portolanVersion,
        cluster: {
          name: session.name,
          kubernetesVersion: version.gitVersion,
          ...(istioVersion === undefined ? {} : { istioVersion }),
        },
        source,
        moments: [...recorder.moments],
        scope: manifestScope(scope),
        gaps: [...recorder.gaps],
        redactions: [...redactor.report()],
      }),
      createWriteStream(archive, { mode: 0o600 }),
      { signal: recording.signal, scrub: (bytes, path) => redactor.scrub(bytes, path) },
    )
  } finally {
    ending.abort(new Error('the recording ended'))
  }
}

/** @throws SnapshotError when the folder holds the beginning of another recording */
async function begin(
  plan: SnapshotPlan,
  folder: string,
  journal: SpoolJournal,
  earlier: readonly SpoolNote[],
): Promise<void> {
  const { session, scope, moments, source } = plan
  const what = JSON.stringify([
    session.name,
    session.server,
    manifestScope(scope),
    moments,
    source,
    portolanVersion,
  ])
  const begun = earlier.find((note) => note.kind === 'begun')
  if (begun === undefined) return journal.write({ kind: 'begun', what })
  if (begun.what === what) return
  throw new SnapshotError(
    'bad-request',
    `Another recording was begun in ${folder} and broken off: of another cluster, scope or number of moments, or by another version. Remove that folder, or choose another file.`,
  )
}
