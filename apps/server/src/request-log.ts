import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import type { Log } from './log.ts'

/** The id under which this answer's request is logged. */
export function requestIdOf(response: Response): string {
  const id: unknown = response.locals['requestId']
  return typeof id === 'string' ? id : 'none'
}

/**
 * Gives each request an id and logs its end. The raw pages' path holds a
 * capability, so only its first segment is written.
 */
export function requestLog(log: Log): RequestHandler {
  return function logRequest(request, response, next) {
    const requestId = randomUUID()
    response.locals['requestId'] = requestId
    response.set('x-request-id', requestId)
    const began = performance.now()
    const path = request.path.startsWith('/raw/') ? '/raw/…' : request.path
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - began)
      log.debug(
        { requestId, method: request.method, path, status: response.statusCode, milliseconds },
        'request',
      )
    })
    next()
  }
}
