import { rateLimit } from 'express-rate-limit'
import type { RequestHandler } from 'express'
import { AppError } from '../app-error.ts'

/**
 * Bounds what a script gone wild can ask of the cluster through us. It stands
 * after the launch token, so that a stranger's attempts cannot lock the user
 * out; a person with twelve tabs stays far below it.
 * @param perMinute requests of all clients together in any one minute
 */
export function rateLimitOf(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    // Everyone is 127.0.0.1 here; one bucket is the honest reading.
    keyGenerator: () => 'everyone',
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new AppError({
        code: 'too-many-requests',
        status: 429,
        detail: 'Too many requests in the last minute. Wait a moment and try again.',
      })
    },
  })
}
