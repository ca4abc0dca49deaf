import express from 'express'
import type { RequestHandler } from 'express'
import { AppError } from '../app-error.ts'

/** Largest body of a request to the API, in bytes: all of them are a few switches. */
const bodyLimit = 64 * 1024

/**
 * Bodies are JSON and say so. A form or a `text/plain` fetch, the only POSTs
 * that a foreign page can send without a preflight, has another content type.
 */
export const jsonBody: readonly RequestHandler[] = [
  function requireJson(request, _response, next) {
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
    if (request.method === 'POST' && type !== 'application/json') {
      throw new AppError({
        code: 'bad-request',
        status: 415,
        detail: 'A POST needs Content-Type: application/json.',
      })
    }
    next()
  },
  express.json({ limit: bodyLimit, strict: true, inflate: false }),
]
