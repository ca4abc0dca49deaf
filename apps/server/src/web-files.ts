import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'
import type { Router } from 'express'
import { nonceOf } from './guards/security-headers.ts'

/** What the web's build writes where the nonce of each answer belongs (Vite's `html.cspNonce`). */
export const noncePlaceholder = '__CSP_NONCE__'

/**
 * The built workbench: hashed files are cached for ever, the page itself never,
 * and every GET for a page gets it, because its router lives in the browser.
 */
export function webFiles(folder: string): Router {
  const router = express.Router()
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  )
  router.use(express.static(folder, { index: false, redirect: false, maxAge: 0 }))
  router.use(function servePage(request, response, next) {
    const wantsPage = request.method === 'GET' && request.accepts(['html', 'json']) === 'html'
    if (!wantsPage || /^\/(?:api|raw|assets)(?:\/|$)/i.test(request.path)) {
      next()
      return
    }
    const page = pageOf(folder)
    response
      .status(page === undefined ? 503 : 200)
      .set('cache-control', 'no-store')
      .type('html')
      .send((page ?? notBuilt).replaceAll(noncePlaceholder, nonceOf(response)))
  })
  return router
}

/** Read per answer: it is small, and a rebuild shows without a restart. */
function pageOf(folder: string): string | undefined {
  const file = join(folder, 'index.html')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const notBuilt =
  '<!doctype html><title>Portolan</title><p>The web part is not built yet. Run <code>npm run build</code> in the repository.'
