import type { ServerResponse } from 'node:http'
import { kindOfResource, type KubeObject, type ResourceName } from '../kube-object.ts'
import type { ApiFaults } from './api-faults.ts'
import { answerStatus } from './answer.ts'
import { readListQuery, type ListQuery } from './list-query.ts'
import type { Change, ChangeKind, ObjectStore } from './object-store.ts'
import { jsonOf } from './serve-list.ts'
import { expired } from './status.ts'
import { tableOf } from './table.ts'

/** A watch without a deadline of its own ends after 30 to 60 minutes; the shorter time is taken. */
const longestSeconds = 1800

export type WatchContext = {
  readonly store: ObjectStore
  readonly faults: ApiFaults
  /** How often a bookmark is sent to those who allow it, ms. */
  readonly bookmarkEvery: number
}

/** A running watch. `end` is the server's regular end of it; `fail` tears it. */
export type Watch = { end(): void; gone(): void; tear(): void }

/**
 * Streams the changes of a resource, one JSON object a line, from a resource
 * version on. A version whose history is forgotten gets 410: as the HTTP
 * answer when the watch begins, as an `ERROR` event when it runs.
 */
export function serveWatch(
  { store, faults, bookmarkEvery }: WatchContext,
  resource: ResourceName,
  namespace: string | undefined,
  query: URLSearchParams,
  asTable: boolean,
  response: ServerResponse,
): Watch | undefined {
  const asked = readListQuery(resource, namespace, query)
  if ('refused' in asked) {
    answerStatus(response, asked.refused)
    return undefined
  }
  const from = Number(query.get('resourceVersion') ?? '')
  const bookmarks = query.get('allowWatchBookmarks') === 'true' || query.get('allowWatchBookmarks') === '1'
  const initial = from === 0 || query.get('sendInitialEvents') === 'true'
  const missed = initial ? [] : store.changesAfter(resource, from)
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' })
  response.flushHeaders()
  if (!missed) {
    const text = JSON.stringify({ type: 'ERROR', object: expired(from, store.oldest) })
    response.end(`${text}\n`)
    return undefined
  }

  const lines = new LineSender(response, () => faults.watchDelayMilliseconds)
  let columnsSent = false
  const send = (type: ChangeKind, object: KubeObject): void => {
    if (!asTable) return lines.send(`{"type":"${type}","object":${jsonOf(object)}}\n`)
    const metadata = { resourceVersion: object.metadata.resourceVersion ?? '' }
    lines.send(`${JSON.stringify({ type, object: tableOf(resource, [object], metadata, !columnsSent) })}\n`)
    columnsSent = true
  }
  const tell = (change: Change): void => {
    const event = change.resource === resource ? asSeenBy(asked, change) : undefined
    if (event) send(event, change.object)
  }
  const bookmark = (annotations?: Readonly<Record<string, string>>): void => {
    const metadata = {
      creationTimestamp: null,
      resourceVersion: String(store.version),
      ...(annotations ? { annotations } : {}),
    }
    const object = { kind: kindOfResource[resource], apiVersion: 'v1', metadata }
    lines.send(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`)
  }

  if (initial) for (const object of store.list(resource)) if (asked.matches(object)) send('ADDED', object)
  if (query.get('sendInitialEvents') === 'true' && bookmarks)
    bookmark({ 'k8s.io/initial-events-end': 'true' })
  for (const change of missed) tell(change)

  const unsubscribe = store.subscribe(tell)
  const timer = bookmarks ? setInterval(bookmark, bookmarkEvery) : undefined
  const seconds = Math.min(
    Number(query.get('timeoutSeconds') ?? longestSeconds) || longestSeconds,
    longestSeconds,
  )
  const deadline = setTimeout(() => end(), seconds * 1000)
  const stop = (): void => {
    unsubscribe()
    clearInterval(timer)
    clearTimeout(deadline)
  }
  const end = (): void => {
    stop()
    if (bookmarks) bookmark()
    lines.end()
  }
  response.once('close', stop)
  return {
    end,
    gone: () => {
      stop()
      lines.send(`${JSON.stringify({ type: 'ERROR', object: expired(from, store.oldest) })}\n`)
      lines.end()
    },
    tear: () => response.destroy(),
  }
}

/** What a change means to a watch with a selector: objects that begin or cease to match are added or deleted. */
function asSeenBy(query: ListQuery, { kind, object, before }: Change): ChangeKind | undefined {
  const was = before !== undefined && query.matches(before)
  const is = kind !== 'DELETED' && query.matches(object)
  if (is) return was ? 'MODIFIED' : 'ADDED'
  return was ? 'DELETED' : undefined
}

/** Sends lines in order, each after the delay that holds when it is sent. */
class LineSender {
  readonly #response: ServerResponse
  readonly #delay: () => number
  #last: Promise<void> = Promise.resolve()

  constructor(response: ServerResponse, delay: () => number) {
    this.#response = response
    this.#delay = delay
  }

  send(line: string): void {
    this.#after(() => this.#response.write(line))
  }

  end(): void {
    this.#after(() => this.#response.end())
  }

  #after(act: () => void): void {
    const milliseconds = this.#delay()
    this.#last = afterAll(this.#last, milliseconds, () => {
      if (!this.#response.destroyed && !this.#response.writableEnded) act()
    })
  }
}

async function afterAll(before: Promise<void>, milliseconds: number, act: () => void): Promise<void> {
  await before
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds))
  act()
}
