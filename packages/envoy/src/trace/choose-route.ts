import { messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { actionText } from '../routes/action-text.ts'
import { matchText } from '../routes/match-text.ts'
import type { HttpRequest } from './http-request.ts'
import { matchesRoute } from './matches-route.ts'
import type { Loser, Sentence } from './trace.ts'

export type ChosenRoute = {
  readonly route: JsonObject | undefined
  /** Its place in the virtual host. */
  readonly place: number
  readonly losers: readonly Loser[]
  /** Set when a route before it may fit or not. */
  readonly unknown: { readonly name: string; readonly because: Sentence } | undefined
}

/**
 * The first route of a virtual host that fits. One that cannot be told ends the
 * search, because everything after it depends on it.
 * @see envoy: source/common/router/config_impl.cc (getRouteFromEntries)
 */
export function chooseRoute(virtualHost: JsonObject, request: HttpRequest): ChosenRoute {
  const losers: Loser[] = []
  for (const [place, route] of messagesOf(virtualHost, 'routes').entries()) {
    const { truth, because } = matchesRoute(messageOf(route, 'match'), request)
    if (truth === true) return { route, place, losers, unknown: undefined }
    if (truth === undefined)
      return { route: undefined, place, losers, unknown: { name: routeName(route), because } }
    losers.push({ name: routeName(route), because })
  }
  return { route: undefined, place: 0, losers, unknown: undefined }
}

/** What a route asks for and where it leads: `/api* → outbound|80||cart`. */
export function routeName(route: JsonObject): string {
  const name = textOf(route, 'name')
  const told = `${matchText(messageOf(route, 'match'))} → ${actionText(route)}`
  return name === undefined || name === '' || name === 'default' ? told : `${name}: ${told}`
}
