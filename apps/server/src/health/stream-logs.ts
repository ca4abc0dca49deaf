import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { logLimits } from '@portolan/contract/health-routes'
import type { logQuery } from '@portolan/contract/health-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { Response } from 'express'
import type * as z from 'zod/mini'
import { brokenBody } from '../cluster/cluster-request.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { ClusterClient } from '../cluster/cluster-client.ts'
import { asSent, LogLines, noteLine } from './log-lines.ts'

/** How long a log that is not followed may take, in milliseconds. */
const readingDeadline = 20_000
/**
 * How long a followed log may take to begin, in milliseconds: the kubelet sends
 * no head before the container has written its first line.
 */
const followingDeadline = 24 * 3_600_000

type LogQuery = z.output<typeof logQuery>

/**
 * Writes the logs of the containers that were asked for into the answer, line
 * by line, as they come and no faster than they are taken.
 * @param signal ends everything, without a word
 * @throws ClusterError when there is nothing to write at all
 */
export async function streamLogs(
  client: ClusterClient,
  ref: PodRef,
  query: LogQuery,
  { response, signal }: { readonly response: Response; readonly signal: AbortSignal },
): Promise<void> {
  const containers = [...new Set(query.container.split(','))]
  const follows = query.follow === 'true' && query.previous !== 'true'
  const late = follows ? undefined : AbortSignal.timeout(readingDeadline)
  const ending = late === undefined ? signal : AbortSignal.any([signal, late])
  const sink = { response, signal: ending, late, several: containers.length > 1, follows }
  const open = (container: string) =>
    client.openLog(ref, kubernetesQuery(query, container, follows), {
      signal: ending,
      deadlineMs: follows ? followingDeadline : readingDeadline,
    })
  if (follows) {
    begin(response)
    await Promise.all(containers.map((container) => carry(open(container), container, sink)))
  } else {
    const opened = containers.map(open)
    const outcomes = await Promise.allSettled(opened)
    const [first] = outcomes
    if (first?.status === 'rejected' && outcomes.every(({ status }) => status === 'rejected'))
      throw first.reason
    begin(response)
    await Promise.all(opened.map((body, index) => carry(body, containers[index] ?? '', sink)))
  }
  response.end()
}

function begin(response: Response): void {
  response.status(200).set({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    // What containers write is nobody's page.
    'content-disposition': 'attachment; filename="pod.log"',
  })
  response.flushHeaders()
}

function kubernetesQuery(query: LogQuery, container: string, follows: boolean): URLSearchParams {
  const { previous, tail = logLimits.usualTail, since } = query
  return new URLSearchParams({
    container,
    timestamps: 'true',
    tailLines: String(tail),
    ...(previous === 'true' ? { previous } : {}),
    ...(since === undefined ? {} : { sinceSeconds: String(since) }),
    // One byte more tells that there was more.
    ...(follows ? { follow: 'true' } : { limitBytes: String(logLimits.mostBytes + 1) }),
  })
}

type Sink = {
  readonly response: Response
  readonly signal: AbortSignal
  readonly late: AbortSignal | undefined
  readonly several: boolean
  readonly follows: boolean
}

/** One container's log, to its end. That it breaks is told in the answer, not thrown: the others go on. */
async function carry(opening: Promise<Readable>, container: string, sink: Sink): Promise<void> {
  const name = sink.several ? container : undefined
  try {
    const body = await opening
    const lines = new LogLines()
    let bytes = 0
    for await (const piece of body) {
      const chunk: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))
      bytes += chunk.length
      await write(sink, asSent(lines.take(chunk), name))
    }
    await write(sink, asSent(lines.end(), name))
    const isCut = !sink.follows && bytes > logLimits.mostBytes
    if (isCut) await write(sink, asSent([noteLine('cut')], name))
    if (sink.follows) await write(sink, asSent([noteLine('ended')], name))
  } catch (thrown) {
    const error = thrown instanceof ClusterError ? thrown : brokenBody(thrown)
    if (sink.late?.aborted === true) return write(sink, asSent([noteLine('late')], name))
    if (sink.signal.aborted) return
    const note = error.code === 'not-found' || error.code === 'not-recorded' ? 'missing' : 'failed'
    await write(sink, asSent([noteLine(note, error.message)], name))
  }
}

/** Waits while the reader is slower than the log, so that nothing piles up here. */
async function write({ response, signal, late }: Sink, bytes: Buffer): Promise<void> {
  if (bytes.length === 0 || response.destroyed) return
  if (response.write(bytes) || late?.aborted === true) return
  await once(response, 'drain', { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
