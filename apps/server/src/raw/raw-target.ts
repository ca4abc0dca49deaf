import type { Request } from 'express'
import { AppError } from '../app-error.ts'

/** Where a request below `/raw/` wants to go, byte for byte as it was sent. */
export type RawTarget = {
  readonly token: string
  /** Begins with `/`; empty when even the slash behind the capability is missing. */
  readonly path: string
  /** With its `?`, or empty. */
  readonly query: string
}

/** Anchored: an absolute-form target (RFC 9112 section 3.2.2) names a host of its own, past the Host guard. */
const shape = /^\/raw\/(?<token>[A-Za-z0-9_-]{43})(?<path>\/[^?#]*)?(?<query>\?[^#]*)?$/
/** RFC 3986 pchar and `/`, less `;`, whose parameters some servers cut off before they match a path. */
const plainPath = /^[A-Za-z0-9._~:@!$&'()*+,=%/-]*$/
/** An escape that hides what a server may act on: a dot, slash, backslash, semicolon, question mark, number sign, percent or control character. */
const hidingEscape = /%(?:2e|2f|5c|3b|3f|23|25|0.|1.|7f)/i
const brokenEscape = /%(?![0-9a-f]{2})/i
const printableAscii = /^[!-~]*$/

/**
 * Splits the request line's target. What is judged must be what is forwarded,
 * so nothing is decoded or normalised: whatever two parsers could read in two
 * ways is refused instead.
 * @throws AppError `capability-unknown`, `path-refused`, `query-refused`
 */
export function readRawTarget(request: Pick<Request, 'originalUrl'>): RawTarget {
  const { token, path = '', query = '' } = shape.exec(request.originalUrl)?.groups ?? {}
  if (token === undefined) throw new AppError({ code: 'capability-unknown', status: 404 })
  if (!plainPath.test(path) || path.includes('//') || hidingEscape.test(path) || brokenEscape.test(path))
    throw refusedPath()
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) throw refusedPath()
  if (!printableAscii.test(query)) throw new AppError({ code: 'query-refused', status: 400 })
  return { token, path, query }
}

function refusedPath(): AppError {
  return new AppError({ code: 'path-refused', status: 400 })
}
