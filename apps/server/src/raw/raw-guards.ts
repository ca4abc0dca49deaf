import type { RequestHandler } from 'express'
import { AppError } from '../app-error.ts'

/** Original pages are read, never written: not even Envoy's own buttons work in here. A body would be smuggled behind a GET. */
export const onlyReading: RequestHandler = function onlyReading(request, response, next) {
  const { method, headers } = request
  if (method !== 'GET' && method !== 'HEAD') {
    response.set('allow', 'GET, HEAD')
    throw new AppError({ code: 'method-refused', status: 405 })
  }
  const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
  if (hasBody || headers.upgrade !== undefined) throw new AppError({ code: 'method-refused', status: 400 })
  next()
}

/** What a browser says when a person follows a link, sends a form or downloads. */
const destinations: ReadonlySet<string | undefined> = new Set([
  'iframe',
  'frame',
  'document',
  'empty',
  undefined,
])

/**
 * A link inside the sandboxed page is a cross-site navigation without Origin,
 * so that must be let in; nothing else may come from another page. Images,
 * styles and fetches say another mode; another port of localhost says
 * `same-site`; every CORS request says its Origin, and none is answered.
 * Programs that are no browsers send none of these headers: they hold the
 * capability, which is what counts.
 */
export const onlyNavigation: RequestHandler = function onlyNavigation({ headers }, _response, next) {
  const mode = headers['sec-fetch-mode']
  const destination = headers['sec-fetch-dest']
  const isNavigation =
    mode === undefined ||
    (mode === 'navigate' &&
      (typeof destination === 'string' || destination === undefined) &&
      destinations.has(destination))
  if (!isNavigation || headers['sec-fetch-site'] === 'same-site' || headers.origin !== undefined) {
    throw new AppError({ code: 'origin-refused', status: 403 })
  }
  next()
}
