import { joinLook } from '@portolan/inside/proc/join-look'
import type { ContainerReading } from '@portolan/inside/proc/join-look'
import { parseReadOutput } from '@portolan/inside/proc/read-output'
import type { ProcTexts } from '@portolan/inside/proc/read-output'
import { ReadOutputError } from '@portolan/inside/proc/read-output-error'
import { readAttempts } from '@portolan/inside/proc/read-script'
import { execInPod } from '@portolan/tunnel/exec-in-pod'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { bounded } from '../observe/evidence-of-error.ts'
import type { PodReader, Printed, PrintedContainer } from './pod-reader.ts'

/** The way into pods: the reader of /proc, over whatever executes its commands. */
export function podReaderOver(exec: PodReader['exec']): PodReader {
  return {
    attempts: readAttempts,
    exec,
    hasTables: (printed) => {
      const texts = textsOf(printed)
      return !(texts instanceof ReadOutputError) && !texts.cut && texts.tables['net/tcp'] !== ''
    },
    join: (containers) => joinLook(containers.map(readingOf)),
  }
}

/** The way into the pods of one cluster, as the identity of its session. */
export function podReaderOf({ access }: ClusterSession): PodReader {
  return podReaderOver((target, command, options) => execInPod(access, target, command, options))
}

/** What a container wrote that is not what was asked for makes it unreadable, and no failure of the look. */
function readingOf({ name, role, image, outcome }: PrintedContainer): ContainerReading {
  if (outcome.kind === 'unread') return { name, role, image, reading: outcome }
  const texts = textsOf(outcome)
  const reading =
    texts instanceof ReadOutputError
      ? { kind: 'unread' as const, reason: 'unreadable' as const, text: bounded(texts.message) }
      : { kind: 'texts' as const, by: outcome.by, texts }
  return { name, role, image, reading }
}

const known = new WeakMap<Uint8Array, ProcTexts | ReadOutputError>()

/** What was printed, split; or why it cannot be. Both are asked for twice and made once. */
function textsOf({ bytes }: Printed): ProcTexts | ReadOutputError {
  const before = known.get(bytes)
  if (before !== undefined) return before
  const texts = split(bytes)
  known.set(bytes, texts)
  return texts
}

function split(bytes: Uint8Array): ProcTexts | ReadOutputError {
  try {
    return parseReadOutput(bytes)
  } catch (error) {
    if (error instanceof ReadOutputError) return error
    throw error
  }
}
