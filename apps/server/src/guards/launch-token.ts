import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { AppError } from '../app-error.ts'

/** The header that carries it. Setting a header of one's own forces a preflight, which is never answered. */
export const launchTokenHeader = 'x-portolan-token'

/**
 * Asks for the token that was printed at the start: it keeps out the other
 * users and processes of this machine, and whatever a browser does by itself,
 * because a header is never attached without our script. Compared in constant
 * time over digests, so that not even the length leaks.
 */
export function launchToken(token: string): RequestHandler {
  const expected = digest(token)
  return function checkLaunchToken(request, _response, next) {
    const given = request.headers[launchTokenHeader]
    if (given === undefined || given === '') {
      throw new AppError({
        code: 'token-missing',
        status: 401,
        detail: 'The launch token is missing. Open the link that Portolan printed when it started.',
      })
    }
    if (typeof given !== 'string' || !timingSafeEqual(digest(given), expected)) {
      throw new AppError({
        code: 'token-wrong',
        status: 401,
        detail: 'The launch token belongs to another start of Portolan. Open the link that it printed last.',
      })
    }
    next()
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
