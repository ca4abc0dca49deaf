import { fieldOf, flagOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { fractionPercent } from '../clusters/proto-text.ts'
import { cookieMatchText, headerMatchText, pathText, queryMatchText } from '../routes/match-text.ts'
import { headerOf } from './http-request.ts'
import type { HttpRequest } from './http-request.ts'
import { matchesHeader } from './matches-header.ts'
import { matchesPathTemplate } from './matches-path-template.ts'
import { matchesRegex } from './matches-regex.ts'
import { matchesText } from './matches-text.ts'
import type { Sentence } from './trace.ts'
import type { Truth } from './truth.ts'
import { not } from './truth.ts'

/** Whether a route takes a request, and if not, the first thing that does not fit. */
export type RouteMatch = { readonly truth: Truth; readonly because: Sentence }

/**
 * Compares a request with a `RouteMatch`; all that it asks for must be so.
 * @see envoy: source/common/router/config_impl.cc (RouteEntryImplBase::matchRoute)
 */
export function matchesRoute(match: JsonObject | undefined, request: HttpRequest): RouteMatch {
  let unknown: Sentence | undefined
  for (const { truth, because } of conditionsOf(match, request)) {
    if (truth === false) return { truth, because }
    if (truth === undefined) unknown ??= because
  }
  if (unknown !== undefined) return { truth: undefined, because: unknown }
  return { truth: true, because: { word: 'trace.route-fits' } }
}

function* conditionsOf(match: JsonObject | undefined, request: HttpRequest): Generator<RouteMatch> {
  yield {
    truth: matchesPath(match, request),
    because: { word: 'trace.path-differs', values: { wanted: pathText(match), path: request.pathOnly } },
  }
  for (const header of messagesOf(match, 'headers')) {
    const name = textOf(header, 'name') ?? ''
    yield {
      truth: matchesHeader(header, request),
      because: {
        word: 'trace.header-differs',
        values: { wanted: headerMatchText(header), value: headerOf(request, name) ?? '–' },
      },
    }
  }
  for (const parameter of messagesOf(match, 'query_parameters')) {
    yield {
      truth: matchesQuery(parameter, request.query),
      because: {
        word: 'trace.query-differs',
        values: { wanted: queryMatchText(parameter), query: request.query || '–' },
      },
    }
  }
  for (const cookie of messagesOf(match, 'cookies')) {
    yield {
      truth: matchesCookie(cookie, request),
      because: { word: 'trace.cookie-differs', values: { wanted: cookieMatchText(cookie) } },
    }
  }
  if (fieldOf(match, 'grpc') !== undefined) {
    const type = headerOf(request, 'content-type') ?? ''
    yield {
      truth: /^application\/grpc(?:[;+].*)?$/.test(type),
      because: { word: 'trace.not-grpc', values: { type: type || '–' } },
    }
  }
  const fraction = messageOf(match, 'runtime_fraction')
  if (fraction !== undefined) {
    const percent = fractionPercent(messageOf(fraction, 'default_value'))
    yield {
      truth: percent >= 100 ? true : percent <= 0 ? false : undefined,
      because: { word: 'trace.chance', values: { percent: String(percent) } },
    }
  }
  for (const field of ['tls_context', 'dynamic_metadata', 'filter_state']) {
    if (fieldOf(match, field) === undefined) continue
    yield { truth: undefined, because: { word: 'trace.not-evaluated', values: { what: field } } }
  }
}

function matchesPath(match: JsonObject | undefined, { method, pathOnly }: HttpRequest): Truth {
  const isSensitive = fieldOf(match, 'case_sensitive') !== false
  const path = isSensitive ? pathOnly : pathOnly.toLowerCase()
  const wanted = (text: string) => (isSensitive ? text : text.toLowerCase())
  const prefix = textOf(match, 'prefix')
  if (prefix !== undefined) return path.startsWith(wanted(prefix))
  const exact = textOf(match, 'path')
  if (exact !== undefined) return path === wanted(exact)
  const segments = textOf(match, 'path_separated_prefix')
  if (segments !== undefined) return path === wanted(segments) || path.startsWith(`${wanted(segments)}/`)
  const regex = messageOf(match, 'safe_regex')
  if (regex !== undefined) return matchesRegex(textOf(regex, 'regex') ?? '', pathOnly)
  if (fieldOf(match, 'connect_matcher') !== undefined) return method === 'CONNECT'
  const template = textOf(messageOf(messageOf(match, 'path_match_policy'), 'typed_config'), 'path_template')
  return template === undefined ? undefined : matchesPathTemplate(template, pathOnly)
}

/** The first value of a parameter counts, as it is written. */
function matchesQuery(parameter: JsonObject, query: string): Truth {
  const name = textOf(parameter, 'name') ?? ''
  const value = query
    .split('&')
    .map((one) => one.split('='))
    .find(([key]) => key === name)
    ?.slice(1)
    .join('=')
  const present = fieldOf(parameter, 'present_match')
  if (present !== undefined) return (value !== undefined) === present
  const pattern = messageOf(parameter, 'string_match')
  if (value === undefined) return false
  return pattern === undefined ? true : matchesText(pattern, value)
}

function matchesCookie(cookie: JsonObject, request: HttpRequest): Truth {
  const name = textOf(cookie, 'name') ?? ''
  const value = (headerOf(request, 'cookie') ?? '')
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1)
  const inverted = flagOf(cookie, 'invert_match')
  if (value === undefined) return inverted
  const truth = matchesText(messageOf(cookie, 'string_match'), value)
  return inverted ? not(truth) : truth
}
