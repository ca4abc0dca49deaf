import type { DumpEntry } from '../dump/proxy-dump.ts'
import { listOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'

/**
 * One route of a virtual host of a route configuration. A virtual host without
 * routes, which answers 404, is a row too, and so is a route configuration
 * without virtual hosts.
 */
export type RouteRow = {
  readonly entry: DumpEntry
  readonly virtualHost: JsonObject | undefined
  readonly route: JsonObject | undefined
  /** From 1 on: the first route of a virtual host that matches is taken. `undefined` without a route. */
  readonly order: number | undefined
  /** From the route configuration on: `.virtual_hosts[0].routes[2]`. */
  readonly path: string
}

/** @see envoy: api/envoy/config/route/v3/route.proto */
export function routeRows({ dump }: ProxyAnswers): readonly RouteRow[] {
  const rows: RouteRow[] = []
  for (const entry of dump.entries.route) {
    const before = rows.length
    listOf(entry.resource, 'virtual_hosts').forEach((virtualHost, place) => {
      if (isObject(virtualHost)) addRoutes(rows, entry, virtualHost, `.virtual_hosts[${place}]`)
    })
    if (rows.length === before) {
      rows.push({ entry, virtualHost: undefined, route: undefined, order: undefined, path: '' })
    }
  }
  return rows
}

function addRoutes(into: RouteRow[], entry: DumpEntry, virtualHost: JsonObject, path: string): void {
  const routes = listOf(virtualHost, 'routes')
  if (routes.length === 0) {
    into.push({ entry, virtualHost, route: undefined, order: undefined, path })
    return
  }
  routes.forEach((route, place) => {
    if (!isObject(route)) return
    into.push({ entry, virtualHost, route, order: place + 1, path: `${path}.routes[${place}]` })
  })
}
