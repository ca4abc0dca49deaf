import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { RequestHandler, Response } from 'express'

/**
 * Stands on every answer below `/raw/`, whatever its status or type: the bytes
 * come from a process in somebody's pod. The sandbox puts them in an opaque
 * origin without scripts, also in a tab of their own where no iframe attribute
 * protects; forms may only go back into the same capability; nothing may be
 * loaded, so that a page cannot make the browser send GETs on its behalf.
 * Set in one place, because one forgotten route is enough (Jupyter CVE-2026-44727).
 */
export const sandboxEveryAnswer: RequestHandler = function sandboxEveryAnswer(_request, response, next) {
  for (const name of response.getHeaderNames()) if (!keptOfOurs.has(name)) response.removeHeader(name)
  response.set({
    'content-security-policy': sandboxPolicy("'none'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'x-dns-prefetch-control': 'off',
  })
  next()
}

/** What the app's own guards may have set before. Its `X-Frame-Options: DENY` would keep the workbench from showing the page. */
const keptOfOurs: ReadonlySet<string> = new Set(['x-request-id'])

/** Lets the page's forms come back into its own capability, and nowhere else. */
export function allowFormsInto(response: Response, root: string): void {
  const { req } = response
  const origin = `${req.protocol}://${req.headers.host ?? ''}`
  response.set('content-security-policy', sandboxPolicy(`${origin}${root}/`))
}

function sandboxPolicy(formAction: string): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-forms allow-downloads',
  ].join('; ')
}

/**
 * All that a pod gets to see of a browser's request. `Accept` is ours, because a
 * protobuf one changes what `/stats/prometheus` answers; the encoding is
 * `identity`, because links must be readable to be rewritten.
 * @param number the port, for the Host that a caller inside the pod would send
 */
export function headersForPod(number: number): Record<string, string> {
  return {
    host: `localhost:${number}`,
    accept: 'text/html,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.8',
    'accept-encoding': 'identity',
    'user-agent': 'portolan',
    connection: 'keep-alive',
  }
}

/** The few headers of a pod's answer that reach the browser. All others may act: cookies, CORS, HSTS, reports, redirects. */
const headersFromPod = [
  'content-type',
  'content-encoding',
  'content-disposition',
  'date',
  'last-modified',
] as const

/** A missing type would be guessed by nobody (nosniff), so it is plain text. */
export function headersForBrowser(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = { 'content-type': 'text/plain; charset=utf-8' }
  for (const name of headersFromPod) {
    const value = headers[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
