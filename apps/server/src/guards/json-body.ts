import { routes } from '@portolan/contract/routes'
import express from 'express'
import type { RequestHandler } from 'express'
import { AppError } from '../app-error.ts'

/** Largest body of a request to the API, in bytes: all of them are a few switches. */
const bodyLimit = 64 * 1024

/** The one route that takes a file, by its exact path below /api, and the types that a file comes as. */
const uploads: Readonly<Record<string, readonly string[]>> = {
  [routes.openRecording.path.replace('/api', '')]: routes.openRecording.upload,
}
const json: readonly string[] = ['application/json']

/**
 * Bodies are JSON and say so; files say so, too, and are left to their route as
 * they come. A form or a `text/plain` fetch, the only POSTs that a foreign page
 * can send without a preflight, has another content type.
 */
export const jsonBody: readonly RequestHandler[] = [
  function requireJson(request, _response, next) {
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
    const accepted = uploads[request.path] ?? json
    if (request.method === 'POST' && (type === undefined || !accepted.includes(type))) {
      throw new AppError({
        code: 'bad-request',
        status: 415,
        detail: `A POST here needs Content-Type: ${accepted.join(' or ')}.`,
      })
    }
    next()
  },
  express.json({ limit: bodyLimit, strict: true, inflate: false }),
]
