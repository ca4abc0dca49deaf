import type { WatchState } from '@portolan/contract/pods'
import * as z from 'zod/mini'
import type { Clock } from '../clock.ts'
import { ClusterError } from './cluster-error.ts'
import { listPage, objectMeta, statusObject, watchEvent } from './kube-objects.ts'
import type { KubeMeta } from './kube-objects.ts'

/** What a reflector needs of the API server; `ClusterClient` is one. */
export type ListAndWatch = {
  getJson<T>(
    path: string,
    schema: z.ZodMiniType<T>,
    options: { signal: AbortSignal; deadlineMs?: number },
  ): Promise<T>
  lines(path: string, signal: AbortSignal): AsyncIterable<string>
}

type Named = { readonly metadata?: KubeMeta | undefined }

export type ReflectorEvents<T> = {
  /** All objects at once: after a first list, and after one that replaced what was known. */
  readonly replaced: (objects: readonly T[]) => void
  readonly upserted: (object: T) => void
  readonly removed: (object: T) => void
  readonly state: (state: ReflectorState) => void
}

export type ReflectorState = { readonly state: WatchState['state']; readonly text?: string }

const pageSize = 500
const listDeadline = 30_000
const longestPause = 20_000

/**
 * Keeps a copy of one collection by list and watch, through whatever happens:
 * a watch that ends is taken up where it stopped, one that expired (410) is
 * listed anew, a lost API server is tried again with growing, jittered pauses,
 * and meanwhile the copy says that it is stale.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export async function reflect<T extends Named>(options: {
  readonly api: ListAndWatch
  readonly path: string
  readonly schema: z.ZodMiniType<T>
  readonly events: ReflectorEvents<T>
  readonly signal: AbortSignal
  readonly clock: Clock
}): Promise<void> {
  const { api, path, schema, events, signal, clock } = options
  let version: string | undefined
  let failures = 0
  while (!signal.aborted) {
    try {
      if (version === undefined) {
        const listed = await list(api, path, schema, signal)
        version = listed.version
        events.replaced(listed.objects)
      }
      const began = clock.now()
      for await (const seen of watch(api, path, version, signal)) {
        if (failures > 0 || seen === 'started') events.state({ state: 'live' })
        failures = 0
        if (seen !== 'started') version = apply(seen, schema, events) ?? version
      }
      // A server that ends each watch at once must not be asked in a tight loop.
      if (clock.now() - began < 1000) await clock.pause(1000, signal)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ClusterError)) throw error
      if (error.code === 'expired') {
        version = undefined
        if (failures++ === 0) continue
      } else {
        failures += 1
        events.state({ state: stateAfter(error, version !== undefined), text: error.message })
      }
      await clock.pause(pauseAfter(failures, clock.random()), signal)
    }
  }
}

/** Milliseconds to wait after the nth failure in a row: half a second, doubling, up to 20 s, minus up to half at random. */
export function pauseAfter(failures: number, random: number): number {
  const full = Math.min(longestPause, 500 * 2 ** Math.min(failures - 1, 10))
  return full * (1 - random / 2)
}

function stateAfter(error: ClusterError, known: boolean): WatchState['state'] {
  if (error.code === 'forbidden') return 'forbidden'
  return known ? 'stale' : 'failed'
}

async function list<T>(api: ListAndWatch, path: string, schema: z.ZodMiniType<T>, signal: AbortSignal) {
  const objects: T[] = []
  let token = ''
  for (;;) {
    const query = new URLSearchParams({
      limit: String(pageSize),
      ...(token === '' ? {} : { continue: token }),
    })
    const page = await api.getJson(`${path}?${query.toString()}`, listPage, {
      signal,
      deadlineMs: listDeadline,
    })
    for (const item of page.items ?? []) {
      const parsed = z.safeParse(schema, item)
      if (parsed.success) objects.push(parsed.data)
    }
    token = page.metadata.continue ?? ''
    if (token === '') return { objects, version: page.metadata.resourceVersion ?? '0' }
  }
}

async function* watch(api: ListAndWatch, path: string, version: string, signal: AbortSignal) {
  const query = new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    resourceVersion: version,
    timeoutSeconds: '300',
  })
  let started = false
  for await (const line of api.lines(`${path}?${query.toString()}`, signal)) {
    if (!started) {
      started = true
      yield 'started' as const
    }
    if (line === '') continue
    yield parseEvent(line)
  }
}

function parseEvent(line: string): z.infer<typeof watchEvent> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw new ClusterError('answer-broken', 'The watch sent something that is not JSON.', error)
  }
  const parsed = z.safeParse(watchEvent, value)
  if (!parsed.success) throw new ClusterError('answer-broken', 'The watch sent an event of an unknown shape.')
  return parsed.data
}

const bookmark = z.object({ metadata: objectMeta })

/** Hands one event on. Returns the version to go on from, where the event tells. */
function apply<T extends Named>(
  event: z.infer<typeof watchEvent>,
  schema: z.ZodMiniType<T>,
  events: ReflectorEvents<T>,
): string | undefined {
  switch (event.type) {
    case 'ERROR': {
      const status = z.safeParse(statusObject, event.object)
      const text = (status.success && status.data.message) || 'The watch ended with an error.'
      throw new ClusterError(
        status.success && status.data.code === 410 ? 'expired' : 'cluster-unreachable',
        text,
      )
    }
    case 'BOOKMARK': {
      const parsed = z.safeParse(bookmark, event.object)
      return parsed.success ? parsed.data.metadata.resourceVersion : undefined
    }
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const parsed = z.safeParse(schema, event.object)
      if (!parsed.success) return undefined
      if (event.type === 'DELETED') events.removed(parsed.data)
      else events.upserted(parsed.data)
      return parsed.data.metadata?.resourceVersion
    }
    default:
      return event.type satisfies never
  }
}
