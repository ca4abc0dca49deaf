import { joinLook } from '@portolan/inside/proc/join-look'
import type { ContainerReading } from '@portolan/inside/proc/join-look'
import { parseReadOutput } from '@portolan/inside/proc/read-output'
import { ReadOutputError } from '@portolan/inside/proc/read-output-error'
import { readAttempts } from '@portolan/inside/proc/read-script'
import { execInPod } from '@portolan/tunnel/exec-in-pod'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { bounded } from '../observe/evidence-of-error.ts'
import type { PodReader, PrintedContainer } from './pod-reader.ts'

/** The way into pods: the reader of /proc, over whatever executes its commands. */
export function podReaderOver(exec: PodReader['exec']): PodReader {
  return {
    attempts: readAttempts,
    exec,
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
  try {
    const reading = { kind: 'texts' as const, by: outcome.by, texts: parseReadOutput(outcome.bytes) }
    return { name, role, image, reading }
  } catch (error) {
    if (!(error instanceof ReadOutputError)) throw error
    const text = bounded(error.message)
    return { name, role, image, reading: { kind: 'unread', reason: 'unreadable', text } }
  }
}
