import type { ProxyDump } from '../dump/proxy-dump.ts'
import { typedMessage } from '../json/any.ts'
import type { TypedMessage } from '../json/any.ts'
import { fieldOf, flagOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { decideFault } from './decide-fault.ts'
import { decideJwt } from './decide-jwt.ts'
import { decideCors, decideExternal, decideLimit, decideLocalLimit, decideProgram } from './decide-others.ts'
import { decideRbac } from './decide-rbac.ts'
import type { FilterContext } from './filter-context.ts'
import type { Decides, FilterDecision } from './filter-decision.ts'
import type { RuleId } from './rule-sources.ts'

/** A filter that had a say, in the order in which the request meets them. */
export type MetFilter = {
  readonly name: string
  readonly decision: FilterDecision
  readonly rule: RuleId
  /** From the connection manager on: `http_filters[2]`. */
  readonly path: string
}

const http = 'envoy.extensions.filters.http.'

/** Filters that decide, by the types of their messages. */
const deciding: ReadonlyMap<string, readonly [Decides, RuleId]> = new Map([
  [`${http}rbac.v3.RBAC`, [decideRbac, 'rbac']],
  [`${http}jwt_authn.v3.JwtAuthentication`, [decideJwt, 'jwt']],
  [`${http}fault.v3.HTTPFault`, [decideFault, 'fault']],
  [`${http}cors.v3.Cors`, [decideCors, 'cors']],
  [`${http}local_ratelimit.v3.LocalRateLimit`, [decideLocalLimit, 'rate-limit']],
  [`${http}ratelimit.v3.RateLimit`, [decideLimit, 'rate-limit']],
  [`${http}ext_authz.v3.ExtAuthz`, [decideExternal, 'ext-authz']],
  [`${http}lua.v3.Lua`, [decideProgram, 'http-filter']],
  [`${http}wasm.v3.Wasm`, [decideProgram, 'http-filter']],
  [`${http}ext_proc.v3.ExternalProcessor`, [decideProgram, 'http-filter']],
])

/** Filters that let every request pass: they count, log, compress, or add to what is sent. */
const passing = new RegExp(
  String.raw`^(?:istio\.|io\.istio\.|stats\.|envoy\.tcp\.metadataexchange|envoy\.extensions\.filters\.http\.(?:router|grpc_stats|grpc_web|alpn|compressor|decompressor|buffer|connect_grpc_bridge|header_mutation|header_to_metadata|set_filter_state|set_metadata|tap|on_demand|upstream_codec|dynamic_forward_proxy|original_src|peer_metadata|composite\.v3\.ExecuteFilterAction)\b)`,
)

/**
 * What the HTTP filters of a connection manager do with a request, each with
 * what the route says to it. Ends with the first that answers itself.
 */
export function* metFilters(manager: JsonObject, context: FilterContext): Generator<MetFilter> {
  for (const [place, filter] of messagesOf(manager, 'http_filters').entries()) {
    const name = textOf(filter, 'name') ?? ''
    const ofRoute = settingsOf(context.perFilter, name)
    const isOff = ofRoute === 'off' || (ofRoute === undefined && flagOf(filter, 'disabled'))
    if (isOff) continue
    const met = decisionOf(filter, ofRoute, context)
    if (met === undefined) continue
    yield { name, path: `http_filters[${place}]`, ...met }
    if (met.decision.verdict === 'refused') return
  }
}

function decisionOf(
  filter: JsonObject,
  ofRoute: JsonObject | undefined,
  context: FilterContext,
): Pick<MetFilter, 'decision' | 'rule'> | undefined {
  const typed = configOf(filter, context.dump)
  if (typed === undefined) {
    const because = [{ word: 'trace.filter-not-delivered' }] as const
    return { decision: { verdict: 'unknown', because }, rule: 'http-filter' }
  }
  const known = deciding.get(typed.type)
  if (known !== undefined) {
    const [decides, rule] = known
    const decision = decides(typed.message, ofRoute, context)
    return decision === undefined ? undefined : { decision, rule }
  }
  if (passing.test(typed.type)) return undefined
  const because = [{ word: 'trace.not-evaluated', values: { what: typed.type } }] as const
  return { decision: { verdict: 'unknown', because }, rule: 'http-filter' }
}

/** A filter's own configuration, or the one that discovery delivered. */
function configOf(filter: JsonObject, dump: ProxyDump): TypedMessage | undefined {
  const discovery = messageOf(filter, 'config_discovery')
  if (discovery === undefined) {
    const own = messageOf(filter, 'typed_config')
    return typedMessage(own) ?? { type: textOf(filter, 'name') ?? '', message: own ?? {} }
  }
  const name = textOf(filter, 'name') ?? ''
  const delivered = dump.entries.extension.find(
    (entry) => entry.state !== 'rejected' && (entry.name === name || textOf(entry.resource, 'name') === name),
  )
  return typedMessage(
    messageOf(delivered?.resource, 'typed_config') ?? messageOf(discovery, 'default_config'),
  )
}

/** What routes say to a filter: the nearest that says anything. `FilterConfig` wraps it, or switches the filter off. */
function settingsOf(perFilter: readonly JsonObject[], name: string): JsonObject | undefined | 'off' {
  for (const holder of perFilter) {
    const any = messageOf(messageOf(holder, 'typed_per_filter_config'), name)
    const typed = typedMessage(any)
    if (typed === undefined) continue
    if (typed.type !== 'envoy.config.route.v3.FilterConfig') return typed.message
    if (flagOf(typed.message, 'disabled')) return 'off'
    const inner =
      fieldOf(typed.message, 'config') === undefined ? undefined : messageOf(typed.message, 'config')
    return typedMessage(inner)?.message
  }
  return undefined
}
