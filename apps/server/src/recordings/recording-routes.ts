import { Readable } from 'node:stream'
import { routes } from '@portolan/contract/routes'
import type { RouteAnswer } from '@portolan/contract/routes'
import type { Request, Router } from 'express'
import { AppError } from '../app-error.ts'
import type { Clusters } from '../cluster/clusters.ts'
import { route } from '../route.ts'
import { openInto } from './open-into.ts'
import { recordingProblem } from './recording-problem.ts'

/** Recordings that may be on their way in at once: each may fill the temporary folder. */
const mostUploads = 2
/** Recordings that may be open at once: each is a server of its own. */
const mostOpen = 16
/** Longest time for a recording to come in and be opened, in milliseconds. */
const uploadDeadline = 10 * 60_000

/**
 * Opening a recording by sending it, and closing it. The body is unpacked as it
 * comes; it is never in memory as a whole.
 * @param parts.stopping breaks off what is coming in
 */
export function recordingRoutes(
  router: Router,
  { clusters, stopping }: { readonly clusters: Clusters; readonly stopping: AbortSignal },
): void {
  let uploads = 0

  router.post(routes.openRecording.path, async (request, response) => {
    const open = clusters.list().filter(({ mode }) => mode.kind !== 'live').length
    if (uploads >= mostUploads || uploads + open >= mostOpen) throw tooMany(open)
    const gone = new AbortController()
    response.once('close', () => gone.abort(new Error('the client went away')))
    uploads += 1
    try {
      const signal = AbortSignal.any([gone.signal, stopping, AbortSignal.timeout(uploadDeadline)])
      const answer: RouteAnswer<'openRecording'> = { cluster: await openInto(clusters, bodyOf(request), signal) }
      response.set('cache-control', 'no-store').json(answer)
    } catch (error) {
      if (!gone.signal.aborted) throw recordingProblem(error)
    } finally {
      uploads -= 1
    }
  })

  route(router, routes.closeRecording, async ({ params }) => {
    if (clusters.modeOf(params.cluster).kind === 'live') {
      throw new AppError({ code: 'recording-only', status: 409, detail: 'This is a cluster and no recording.' })
    }
    await clusters.remove(params.cluster)
    return {}
  })
}

/** The body, so that refusing it leaves the connection to say so: Node takes in the rest of the request by itself. */
function bodyOf(request: Request): Readable {
  return Readable.from(request.iterator({ destroyOnReturn: false }), { objectMode: false })
}

function tooMany(open: number): AppError {
  const detail =
    open >= mostOpen
      ? `${mostOpen} recordings are open, the most at once. Close one first.`
      : 'Other recordings are being opened. Wait until they are.'
  return new AppError({ code: 'too-many-requests', status: 429, detail })
}
