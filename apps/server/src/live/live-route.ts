import { livePath } from '@portolan/contract/openapi'
import { namespaceName, podName } from '@portolan/contract/pod-ref'
import { formatTopic, parseTopic } from '@portolan/contract/topics'
import type { Topic } from '@portolan/contract/topics'
import type { Router } from 'express'
import * as z from 'zod/mini'
import { AppError } from '../app-error.ts'
import { EventStream } from './event-stream.ts'
import type { LiveHub, Sequenced } from './live-hub.ts'
import { formatEventId, ResumeBook } from './resume-book.ts'

/** Topics that one stream may carry: a browser full of tabs shares one. */
const mostTopics = 64

/**
 * `GET /api/live?topic=…&topic=…`: server-sent events, read through fetch so
 * that the launch token travels in its header. Topics change by reconnecting
 * with another list and the last event's id.
 */
export function liveRoute(
  router: Router,
  parts: {
    readonly hub: LiveHub
    readonly stopping: AbortSignal
  },
): void {
  const { hub, stopping } = parts
  const book = new ResumeBook()
  router.get(livePath, (request, response) => {
    const topics = readTopics(request.query['topic'])
    const lastEventId = request.header('last-event-id')
    const stream = book.open(topics.map(formatTopic))
    const events = new EventStream(response)
    const write = ({ sequence, event }: Sequenced) => events.send(event, formatEventId({ stream, sequence }))
    // An id says "everything up to here has arrived", so of what a stream starts with only the last one has it.
    let starting: Sequenced[] | undefined = []
    const endings = topics.map((topic) =>
      hub.subscribe(topic, book.resumeAt(lastEventId, formatTopic(topic)), (sent) => {
        if (starting === undefined) write(sent)
        else starting.push(sent)
      }),
    )
    const first = starting
    starting = undefined
    for (const { event } of first.slice(0, -1)) events.send(event)
    const last = first.at(-1)
    if (last !== undefined) write({ ...last, sequence: hub.sequence })
    const stop = () => events[Symbol.dispose]()
    stopping.addEventListener('abort', stop, { once: true })
    response.once('close', () => {
      stopping.removeEventListener('abort', stop)
      for (const end of endings) end()
      stop()
    })
  })
}

function readTopics(given: unknown): readonly Topic[] {
  const texts = z.safeParse(z.array(z.string()), Array.isArray(given) ? given : [given])
  if (!texts.success || texts.data.length > mostTopics) throw badTopics()
  const topics = new Map<string, Topic>()
  for (const text of texts.data) {
    const topic = parseTopic(text)
    if (topic === undefined) throw badTopics()
    if ('pod' in topic) checkNames(topic.pod)
    topics.set(formatTopic(topic), topic)
  }
  return [...topics.values()]
}

function checkNames(pod: { readonly namespace: string; readonly name: string }): void {
  if (z.safeParse(namespaceName, pod.namespace).success && z.safeParse(podName, pod.name).success) return
  throw new AppError({
    code: 'bad-pod-name',
    status: 400,
    detail: 'A topic names a pod in a way that no pod can be named.',
  })
}

function badTopics(): AppError {
  return new AppError({
    code: 'bad-request',
    status: 400,
    detail: `Ask for 1 to ${mostTopics} topics: pods/CLUSTER, sync/CLUSTER, pod/CLUSTER/NAMESPACE/NAME, inside/CLUSTER/NAMESPACE/NAME, requests, tasks or activity.`,
  })
}
