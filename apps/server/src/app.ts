import express from 'express'
import type { Express, Router } from 'express'
import { hostAllowList } from './guards/host-allow-list.ts'
import { jsonBody } from './guards/json-body.ts'
import { launchToken } from './guards/launch-token.ts'
import { rateLimitOf } from './guards/rate-limits.ts'
import { sameOrigin } from './guards/same-origin.ts'
import { securityHeaders } from './guards/security-headers.ts'
import type { Log } from './log.ts'
import { answerNotFound, problemHandler } from './problem.ts'
import { requestLog } from './request-log.ts'
import { webFiles } from './web-files.ts'

/** What the app is built from. `port` is the one that was really bound. */
export type AppParts = {
  readonly port: number
  readonly allowedHosts: readonly string[]
  readonly token: string
  readonly requestsPerMinute: number
  readonly webFolder: string
  readonly log: Log
  readonly health: Router
  readonly api: Router
  readonly rawPages: Router
}

/**
 * The Express app. Port-forward reaches a pod as loopback, where Istio's own
 * checks are off, so this order is the product's security model. Each guard
 * names the threat that it stops; each has a test that fails without it.
 */
export function createApp(parts: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.use(requestLog(parts.log))

  app.use(hostAllowList(parts.port, parts.allowedHosts)) // DNS rebinding: a foreign name that points at loopback
  app.use(...securityHeaders) // injected script, clickjacking, sniffed types; a policy with a nonce per answer
  app.use(parts.health) // answers "yes" or "no" to a kubelet, nothing else
  app.use('/raw', rateLimitOf(parts.requestsPerMinute), parts.rawPages) // original pages: opaque origin, so no header or Origin to ask for; own rules inside
  app.use(sameOrigin()) // forms, images and fetches of other pages, of sandboxed ones, of other ports of localhost
  app.use('/api', launchToken(parts.token)) // other users and processes of this machine
  app.use('/api', rateLimitOf(parts.requestsPerMinute)) // a script gone wild, with the token in its hand
  app.use('/api', ...jsonBody) // POSTs that need no preflight (forms, text/plain), and oversized ones
  app.use(parts.api)

  app.use(webFiles(parts.webFolder))
  app.use(answerNotFound)
  app.use(problemHandler(parts.log))
  return app
}
