import { containersOf } from '@portolan/catalog/pod-containers'
import type { PlacedContainer } from '@portolan/catalog/pod-containers'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { redacted } from '@portolan/inside/proc/masked-text'
import type { RecordedLog } from '@portolan/recording/entries'
import type { RecordedGap } from '@portolan/recording/manifest'
import { ClusterError } from '../cluster/cluster-error.ts'
import { brokenBody } from '../cluster/cluster-request.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { LogLines } from '../health/log-lines.ts'
import { refOf } from '../pods/pod-index.ts'
import { gapWords } from './gap-words.ts'
import { MaskedLog } from './masked-log.ts'
import type { Recording } from './recording.ts'

/** The end of each log that is kept. */
const mostLines = 200
const mostBytes = 256 * 1024
const deadlineMs = 10_000

/** Istio's own setup of redirection: what it did is nowhere else to be read, and it writes nothing of the application. */
const alwaysKept = 'istio-init'

type Life = { readonly container: string; readonly previous: boolean }

/**
 * The last lines of every container and of the life before, where that was
 * wanted; of istio-init always. Lines lose what looks like a secret.
 * @throws the signal's reason
 */
export async function recordLogs(
  recording: Recording,
  pod: PodObject,
  entry: string,
): Promise<{ readonly logs: readonly RecordedLog[]; readonly gaps: readonly RecordedGap[] }> {
  const lives = containersOf(pod)
    .filter(
      ({ container, kind }) => recording.scope.logs || (kind === 'init' && container.name === alwaysKept),
    )
    .flatMap((one) => livesOf(one))
  const shown = formatPodRef(refOf(pod))
  const logs: RecordedLog[] = []
  const gaps: RecordedGap[] = []
  for (const life of lives) {
    try {
      logs.push(await readLog(recording, pod, life, entry))
    } catch (error) {
      recording.signal.throwIfAborted()
      const failure = error instanceof ClusterError ? error : brokenBody(error)
      // A life whose log is gone already had one; that it is gone is no fault of the recording.
      if (failure.code === 'not-found' && life.previous) continue
      gaps.push({ what: `${shown} log of ${life.container}`, why: gapWords(failure) })
    }
  }
  return { logs, gaps }
}

/** Of a container that has not begun there is no log. */
function livesOf({ container, status }: PlacedContainer): readonly Life[] {
  const { name } = container
  const hasBegun = status?.state?.running !== undefined || status?.state?.terminated !== undefined
  const before = (status?.restartCount ?? 0) > 0 ? [{ container: name, previous: true }] : []
  return hasBegun ? [{ container: name, previous: false }, ...before] : before
}

async function readLog(
  { session, signal, redactor, budget }: Recording,
  pod: PodObject,
  { container, previous }: Life,
  entry: string,
): Promise<RecordedLog> {
  const query = new URLSearchParams({
    container,
    timestamps: 'true',
    tailLines: String(mostLines),
    limitBytes: String(mostBytes),
    ...(previous ? { previous: 'true' } : {}),
  })
  const body = await session.client.openLog(refOf(pod), query, { signal, deadlineMs })
  const pieces = new LogLines()
  const lines: Buffer[] = []
  for await (const piece of body)
    lines.push(...pieces.take(Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))))
  lines.push(...pieces.end())
  const log = new MaskedLog()
  const kept = lines.flatMap((line) => {
    const [, at, text] = /^(\d{4}-\d\d-\d\dT\S+) ([^]*)$/.exec(line.toString('utf8')) ?? []
    if (at === undefined || text === undefined) return []
    const masked = log.line(text)
    // Not looked for elsewhere: whatever is random in a log goes, and much of it is the name of something.
    if (masked.includes(redacted)) redactor.took(text, { rule: 'log', entry, learned: false })
    return budget.take(masked.length) ? [{ at, text: masked }] : []
  })
  return { container, previous, lines: kept }
}
