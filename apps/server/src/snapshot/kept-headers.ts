import type { IncomingHttpHeaders } from 'node:http'

/**
 * Headers that are recorded: those that say what a body is, and who made it.
 * Any other may hold what nobody looked at (cookies, tokens, trace ids).
 */
const kept = [
  'content-type',
  'content-disposition',
  'cache-control',
  'last-modified',
  'location',
  'server',
  'vary',
  'x-content-type-options',
  'x-go-pprof',
] as const

export function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = kept.flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return Object.fromEntries(entries)
}
