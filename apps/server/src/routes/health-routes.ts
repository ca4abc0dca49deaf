import express from 'express'
import type { Router } from 'express'

/**
 * `/healthz` says that the process runs; `/readyz` that it takes requests, and
 * not any more once it is stopping. Neither depends on a cluster: a lost API
 * server is something to show, not a reason to restart.
 */
export function healthRoutes(stopping: AbortSignal): Router {
  const router = express.Router()
  router.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n')
  })
  router.get('/readyz', (_request, response) => {
    response
      .status(stopping.aborted ? 503 : 200)
      .type('text')
      .send(stopping.aborted ? 'stopping\n' : 'ok\n')
  })
  return router
}
