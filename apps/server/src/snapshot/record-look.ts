import { formatPodRef } from '@portolan/contract/pod-ref'
import { maskedText } from '@portolan/inside/proc/masked-text'
import { maskedTexts } from '@portolan/inside/proc/masked-texts'
import type { MaskedPart } from '@portolan/inside/proc/masked-texts'
import { printReadOutput } from '@portolan/inside/proc/print-output'
import { parseReadOutput } from '@portolan/inside/proc/read-output'
import { ReadOutputError } from '@portolan/inside/proc/read-output-error'
import type { RecordedExec } from '@portolan/recording/entries'
import type { RecordedGap } from '@portolan/recording/manifest'
import { execInPod } from '@portolan/tunnel/exec-in-pod'
import { Gate } from '@portolan/tunnel/gate'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import type { PodObject } from '../cluster/kube-objects.ts'
import { podReaderOver } from '../inside/pod-reader-over.ts'
import type { PodReader, PrintedContainer } from '../inside/pod-reader.ts'
import { printContainers } from '../inside/print-containers.ts'
import { bounded } from '../observe/evidence-of-error.ts'
import { refOf } from '../pods/pod-index.ts'
import type { Recording } from './recording.ts'

/** Commands that run in one pod at once. */
const execsAtATime = 2

type Tried = { readonly command: readonly string[]; readonly kept: RecordedExec | undefined }

/**
 * Looks inside a pod as the views do, one command per container, and keeps what
 * was printed without what looks like a secret. A shell that an image lacks is
 * kept, too: replay has to lack it likewise.
 * @throws ClusterError when the access review cannot be made; the signal's reason
 */
export async function recordLook(
  recording: Recording,
  pod: PodObject,
  entry: string,
): Promise<{ readonly execs: readonly RecordedExec[]; readonly gaps: readonly RecordedGap[] }> {
  const { session, signal } = recording
  const tried = new Map<string, Tried[]>()
  const exec: PodReader['exec'] = async (target, command, options) => {
    const { container } = target
    const note = (kept?: Omit<RecordedExec, 'container' | 'command'>) => {
      const one = { command, kept: kept && { container, command: [...command], ...kept } }
      tried.set(container, [...(tried.get(container) ?? []), one])
    }
    try {
      const result = await execInPod(session.access, target, command, options)
      const { exitCode, stderr } = result
      if (exitCode !== 126 && exitCode !== 127) note()
      else note({ stdout: '', stderr: maskedText(bounded(Buffer.from(stderr).toString())), exitCode })
      return result
    } catch (error) {
      if (error instanceof TunnelError && error.code === 'no-such-program')
        note({ stdout: '', notStarted: maskedText(bounded(error.text)) })
      throw error
    }
  }
  const reader = podReaderOver(exec)
  const printed = await printContainers(session, pod, { reader, gate: new Gate(execsAtATime), signal })
  signal.throwIfAborted()
  const execs: RecordedExec[] = []
  const gaps: RecordedGap[] = []
  for (const one of printed) {
    const attempts = tried.get(one.name) ?? []
    execs.push(...attempts.flatMap(({ kept }) => kept ?? []))
    const read = keptPrint(recording, one, attempts.at(-1)?.command ?? [], entry)
    if (read.kind === 'exec') execs.push(read.exec)
    if (read.kind === 'gap') {
      gaps.push({ what: `${formatPodRef(refOf(pod))} inside of ${one.name}`, why: read.why })
    }
  }
  return { execs, gaps }
}

type KeptPrint =
  | { readonly kind: 'exec'; readonly exec: RecordedExec }
  | { readonly kind: 'gap'; readonly why: string }
  /** There was nothing to read, which the pod itself or the attempts tell. */
  | { readonly kind: 'nothing' }

function keptPrint(
  recording: Recording,
  { name, image, outcome }: PrintedContainer,
  command: readonly string[],
  entry: string,
): KeptPrint {
  if (outcome.kind === 'unread') {
    const isTold = outcome.reason === 'not-running' || outcome.reason === 'no-shell'
    return isTold ? { kind: 'nothing' } : { kind: 'gap', why: outcome.text || outcome.reason }
  }
  const { budget, redactor } = recording
  try {
    const texts = maskedTexts(parseReadOutput(outcome.bytes), {
      masked: (part, text) => redactor.took(text, { rule: part, entry, learned: isLookedFor(part) }),
      words: (words) => redactor.command({ container: name, image }, words, entry),
      variable: (variable, value) => redactor.variable(variable, value, entry),
    })
    const stdout = printReadOutput(texts)
    if (!budget.take(Buffer.byteLength(stdout)))
      return { kind: 'gap', why: 'the recording would have become too large' }
    return { kind: 'exec', exec: { container: name, command: [...command], stdout } }
  } catch (error) {
    if (error instanceof ReadOutputError) return { kind: 'gap', why: error.message }
    throw error
  }
}

/** A file's name is dropped as none of a look's concern; it is no secret. */
function isLookedFor(part: MaskedPart): boolean {
  return part !== 'open-file'
}
