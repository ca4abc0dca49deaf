import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { routes, snapshotFilePath } from '@portolan/contract/routes'
import type { Task } from '@portolan/contract/task'
import type { Request, Response, Router } from 'express'
import * as z from 'zod/mini'
import { AppError } from '../app-error.ts'
import type { Clusters } from '../cluster/clusters.ts'
import type { Log } from '../log.ts'
import { route } from '../route.ts'
import type { TaskBook } from '../tasks/task-book.ts'
import { fileNameOf } from './file-name.ts'
import { snapshotToFile } from './snapshot-file.ts'
import type { SnapshotScope } from './snapshot-scope.ts'
import type { SnapshotShelf } from './snapshot-shelf.ts'

/** Recordings that may be made at once: each asks a whole mesh. */
const mostAtOnce = 2

export type SnapshotParts = {
  readonly clusters: Clusters
  readonly tasks: TaskBook
  readonly shelf: SnapshotShelf
  /** Whether commands may be executed in pods. */
  readonly exec: boolean
  readonly audit: Log
}

/** Recording a mesh as a task, and fetching what it made. */
export function snapshotRoutes(router: Router, parts: SnapshotParts): void {
  route(router, routes.snapshot, async ({ params, body }) => {
    const { namespaces = [], pods = [], costly = false, lookInside = false, logs = false } = body
    if (lookInside && !parts.exec) {
      const detail =
        'Portolan was started with --no-exec, so that it looks inside no pod, for a recording neither.'
      throw new AppError({ code: 'forbidden', status: 403, detail })
    }
    const scope = { namespaces, pods, costly, lookInside, logs }
    if (lookInside || logs) parts.audit.info({ cluster: params.cluster, ...scope }, 'a recording of insides')
    return { task: startSnapshot(parts, params.cluster, scope).id }
  })

  // Not in the table: its answer is a file and no JSON. Express 5 takes the rejection of what a handler returns for its error.
  router.get(snapshotFilePath(':task'), (request, response) => sendFile(parts.shelf, request, response))
}

/** @throws AppError `not-found` */
async function sendFile(shelf: SnapshotShelf, request: Request, response: Response): Promise<void> {
  const { task } = z.parse(z.object({ task: z.string() }), request.params)
  const snapshot = shelf.find(task)
  if (snapshot === undefined) {
    const detail =
      'There is no such recording to fetch: it was not made, is not ready, or was removed after an hour.'
    throw new AppError({ code: 'not-found', status: 404, detail })
  }
  response.set({
    'content-type': 'application/gzip',
    'content-length': String(snapshot.bytes),
    'content-disposition': `attachment; filename="${snapshot.name}"`,
    'cache-control': 'no-store',
  })
  // A reader that goes away ends the stream, which is no failure of ours.
  await pipeline(createReadStream(snapshot.file), response).catch(() => response.destroy())
}

function startSnapshot(
  { clusters, tasks, shelf }: SnapshotParts,
  cluster: string,
  scope: SnapshotScope,
): Task {
  const session = clusters.get(cluster)
  const mode = clusters.modeOf(cluster)
  const running = tasks.list().filter(({ kind, state }) => kind === 'snapshot' && state === 'running')
  if (running.length >= mostAtOnce) {
    const detail = `${mostAtOnce} recordings are being made already. Wait for one to end, or cancel it.`
    throw new AppError({ code: 'too-many-requests', status: 429, detail })
  }
  const task = tasks.start({
    kind: 'snapshot',
    title: { cluster, ...partOf(scope) },
    identity: session.client.user ?? '',
    run: async ({ signal, progress }) => {
      const source = mode.kind === 'generated' ? 'generated' : 'recorded'
      const plan = { session, scope, moments: 1, every: 0, source } as const
      const name = fileNameOf(cluster, session.clock.date())
      const { bytes } = await shelf.fill(task.id, name, (out) =>
        snapshotToFile(plan, { out, force: false, signal, progress }),
      )
      return { kind: 'file', path: snapshotFilePath(task.id), name, bytes }
    },
  })
  return task
}

/** What of the mesh is recorded, for the task's title; nothing when it is all of it. */
function partOf({ namespaces, pods }: SnapshotScope): Record<string, string> {
  const named = [...namespaces, ...pods.map(formatPodRef)]
  return named.length === 0 ? {} : { part: named.join(', ') }
}
