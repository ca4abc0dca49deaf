import { entriesOf, fieldOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import { policyRule } from '../filters/istio-object.ts'
import type { Link } from '../table/resource-table.ts'
import type { FilterContext } from './filter-context.ts'
import { matchesRule } from './matches-rule.ts'
import type { Loser, Sentence } from './trace.ts'
import { all, any, not } from './truth.ts'
import type { Truth } from './truth.ts'

export type RbacVerdict = {
  readonly allowed: Truth
  readonly because: Sentence
  readonly losers: readonly Loser[]
  /** The policy that decided, and Istio's object behind it. */
  readonly policy: string | undefined
  readonly object: Link | undefined
}

/**
 * What a set of rules says: ALLOW lets pass whom a policy fits, DENY all others,
 * LOG everybody.
 * @see envoy: source/extensions/filters/common/rbac/engine_impl.cc
 */
export function rbacVerdict(rules: JsonObject, context: FilterContext): RbacVerdict {
  const action = textOf(rules, 'action') ?? 'ALLOW'
  // Envoy keeps policies in the order of their names.
  const policies = entriesOf(rules, 'policies')
    .flatMap(([name, policy]) => (isObject(policy) ? [{ name, fits: policyFits(policy, context) }] : []))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const fits = any(policies.map((one) => one.fits))
  const decisive = policies.find((one) => one.fits === fits && fits !== false)
  const losers = policies
    .filter((one) => one !== decisive && one.fits === false)
    .map((one) => ({ name: policyName(one.name), because: { word: 'trace.policy-does-not-fit' } as const }))
  const allowed = action === 'LOG' ? true : action === 'DENY' ? not(fits) : fits
  return {
    allowed,
    because: reasonOf(action, fits, decisive?.name, policies.length),
    losers,
    policy: fits === true ? decisive?.name : undefined,
    object: decisive === undefined ? undefined : policyRule(decisive.name)?.policy,
  }
}

function policyFits(policy: JsonObject, context: FilterContext): Truth {
  const asked = fieldOf(policy, 'condition') ?? fieldOf(policy, 'checked_condition')
  return all([
    any(messagesOf(policy, 'permissions').map((one) => matchesRule(one, context))),
    any(messagesOf(policy, 'principals').map((one) => matchesRule(one, context))),
    asked === undefined ? true : undefined,
  ])
}

function reasonOf(action: string, fits: Truth, policy: string | undefined, count: number): Sentence {
  const values = { action, policy: policyName(policy ?? ''), count: String(count) }
  if (fits === undefined) return { word: 'trace.rbac-unknown', values }
  if (fits) return { word: action === 'DENY' ? 'trace.rbac-denies' : 'trace.rbac-allows', values }
  if (count === 0 && action === 'ALLOW') return { word: 'trace.rbac-nobody', values }
  return { word: action === 'ALLOW' ? 'trace.rbac-none-allows' : 'trace.rbac-none-denies', values }
}

/** `shop/payments, rule 1` for Istio's `ns[shop]-policy[payments]-rule[0]`. */
export function policyName(name: string): string {
  const rule = policyRule(name)
  return rule === undefined ? name : `${rule.policy.namespace}/${rule.policy.name} [${rule.rule}]`
}

/** The rules of a filter: those that decide, and those that are only tried out. */
export function rulesOf(filter: JsonObject): {
  readonly rules: JsonObject | undefined
  readonly shadow: JsonObject | undefined
  readonly shadowPrefix: string
  readonly hasMatcher: boolean
} {
  return {
    rules: messageOf(filter, 'rules'),
    shadow: messageOf(filter, 'shadow_rules'),
    shadowPrefix: textOf(filter, 'shadow_rules_stat_prefix') ?? '',
    hasMatcher: fieldOf(filter, 'matcher') !== undefined,
  }
}
