import { messageOf } from '../json/field.ts'
import type { Decides } from './filter-decision.ts'
import { policyName, rbacVerdict, rulesOf } from './rbac-verdict.ts'
import type { Sentence } from './trace.ts'

/**
 * RBAC, for requests and for connections. What a route says replaces all of it.
 * @see envoy: source/extensions/filters/http/rbac/rbac_filter.cc
 */
export const decideRbac: Decides = (config, ofRoute, context) => {
  const own = ofRoute === undefined ? config : messageOf(ofRoute, 'rbac')
  if (own === undefined) return { verdict: 'passed', because: [{ word: 'trace.rbac-off' }] }
  const { rules, shadow, shadowPrefix, hasMatcher } = rulesOf(own)
  const told: Sentence[] = []
  if (shadow !== undefined) {
    const { policy, allowed } = rbacVerdict(shadow, context)
    context.shadows.set(shadowPrefix, policy)
    const values = { policy: policyName(policy ?? '–') }
    told.push({ word: allowed === undefined ? 'trace.shadow-unknown' : 'trace.shadow', values })
  }
  if (rules === undefined) {
    if (hasMatcher)
      return { verdict: 'unknown', because: [{ word: 'trace.not-evaluated', values: { what: 'matcher' } }] }
    return told.length === 0 ? undefined : { verdict: 'passed', because: told }
  }
  const { allowed, because, losers, object } = rbacVerdict(rules, context)
  const common = { because: [because, ...told], losers, object }
  if (allowed === true) return { verdict: 'passed', ...common }
  if (allowed === undefined) return { verdict: 'unknown', ...common }
  return { verdict: 'refused', ...common, answer: { status: 403 } }
}
