import { isIP } from 'node:net'
import type { RequestHandler } from 'express'
import { AppError } from '../app-error.ts'

/**
 * Refuses every request whose Host is not one of ours, static files included:
 * a foreign name that was pointed at loopback (DNS rebinding) arrives with its
 * own name in Host, and looks same-origin in every other way. An empty, doubled
 * or absolute-form request target is refused too.
 * @param port the bound port; @param names further host names, each with or without a port of its own
 */
export function hostAllowList(port: number, names: readonly string[]): RequestHandler {
  const allowed = allowedHosts(port, names)
  return function checkHost(request, _response, next) {
    const given = request.rawHeaders.filter((_, index) => index % 2 === 0).filter(isHostHeader).length
    const host = request.headers.host?.toLowerCase()
    if (given !== 1 || !host || !allowed.has(host) || !request.url.startsWith('/')) {
      throw new AppError({
        code: 'host-refused',
        status: 403,
        detail: 'This name is not one that Portolan answers to. Start it with --allowed-host to add one.',
      })
    }
    next()
  }
}

/** Every Host value that is ours, in lower case. */
export function allowedHosts(port: number, names: readonly string[]): ReadonlySet<string> {
  const hosts = new Set([`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
  for (const name of names) {
    const lower = isIP(name) === 6 ? `[${name.toLowerCase()}]` : name.toLowerCase()
    hosts.add(lower)
    if (!/:\d+$/.test(lower)) hosts.add(`${lower}:${port}`)
  }
  return hosts
}

function isHostHeader(name: string): boolean {
  return name.toLowerCase() === 'host'
}
