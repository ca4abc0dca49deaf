import type { Request, RequestHandler } from 'express'
import { AppError } from '../app-error.ts'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/**
 * Refuses what another page sends. Origin, where there is one, must be our own;
 * `null` is what a sandboxed frame sends; a changing request without one is
 * refused. Sec-Fetch-Site must be `same-origin` or `none`: `same-site` is any
 * other port of localhost.
 *
 * One thing may come from elsewhere: following a link to the workbench's own
 * page. That page is the same for everybody and holds no data, it cannot be
 * framed, and links to a chart are meant to be shared.
 *
 * It relies on the Host guard before it: own origin means "the Host that was let in".
 */
export function sameOrigin(): RequestHandler {
  return function checkOrigin(request, _response, next) {
    const origin = request.headers.origin
    const ownOrigin =
      origin === `http://${request.headers.host}` || origin === `https://${request.headers.host}`
    const originGood = origin === undefined ? safeMethods.has(request.method) : ownOrigin
    const site = request.headers['sec-fetch-site']
    const siteGood = site === undefined || site === 'same-origin' || site === 'none' || followsLink(request)
    if (!originGood || !siteGood) {
      throw new AppError({
        code: 'origin-refused',
        status: 403,
        detail: 'The request came from another page. Only Portolan’s own page may ask.',
      })
    }
    next()
  }
}

function followsLink(request: Request): boolean {
  return (
    request.method === 'GET' &&
    !/^\/(?:api|raw)(?:\/|$)/i.test(request.path) &&
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document'
  )
}
