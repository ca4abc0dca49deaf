import { entriesOf, fieldOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { policyRule } from './istio-object.ts'
import { factsOf } from './message-shape.ts'
import type { MessageShape, Read, TypeShape } from './message-shape.ts'
import { ruleFacts } from './rbac-rules.ts'
import { code, plain } from './read.ts'

/** The action of a set of rules; proto JSON leaves ALLOW out, which is the default. */
function actionOf(rules: JsonObject | undefined): string {
  return textOf(rules, 'action') ?? 'ALLOW'
}

/** `ALLOW: 2 policies`; for rules that are only tried out, in brackets. */
function says(filter: JsonObject): string | undefined {
  const rules = messageOf(filter, 'rules')
  const shadow = messageOf(filter, 'shadow_rules')
  const told = [
    ...(rules === undefined ? [] : [`${actionOf(rules)} ${policiesOf(rules).join(', ')}`.trim()]),
    ...(shadow === undefined ? [] : [`(${actionOf(shadow)} ${policiesOf(shadow).join(', ')})`]),
  ]
  return told.length === 0 ? undefined : told.join(' ')
}

/** Whose policies these are, each once: `shop/readers` for Istio's. */
function policiesOf(rules: JsonObject): readonly string[] {
  const names = entriesOf(rules, 'policies').map(([name]) => {
    const rule = policyRule(name)
    return rule === undefined ? name : `${rule.policy.namespace}/${rule.policy.name}`
  })
  return [...new Set(names)]
}

/** Rules that allow, of which there are none: nobody passes. */
function deniesAll(filter: JsonObject): boolean {
  const rules = messageOf(filter, 'rules')
  return rules !== undefined && actionOf(rules) === 'ALLOW' && entriesOf(rules, 'policies').length === 0
}

const policies: Read = (value) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, policy]) => (isObject(policy) ? [policyFact(name, policy)] : []))
    : []

function policyFact(name: string, policy: JsonObject): Fact {
  const istio = policyRule(name)
  const condition = fieldOf(policy, 'condition')
  const facts: readonly Fact[] = [
    ...(istio === undefined ? [] : [{ word: 'rbac.policy-rule', text: String(istio.rule) } as const]),
    ...(istio?.provider === undefined ? [] : [{ word: 'rbac.provider', text: istio.provider } as const]),
    { word: 'rbac.principals', facts: anyOf(messagesOf(policy, 'principals')) },
    { word: 'rbac.permissions', facts: anyOf(messagesOf(policy, 'permissions')) },
    ...(condition === undefined ? [] : code(condition, 'rbac.condition', new Map())),
  ]
  if (istio === undefined) return { word: 'rbac.policy', name, facts }
  const { policy: link } = istio
  return {
    word: 'rbac.policy',
    name,
    text: `${link.namespace}/${link.name}`,
    link,
    ...(istio.broken ? { tone: 'problem' as const } : {}),
    facts,
  }
}

/** One of these is enough. */
function anyOf(rules: readonly JsonObject[]): readonly Fact[] {
  const facts = rules.flatMap(ruleFacts)
  return rules.length > 1 ? [{ word: 'rbac.any-of', facts }] : facts
}

const rulesFields: MessageShape = [
  ['action', 'rbac.action', () => []],
  ['policies', 'rbac.policy', policies],
  ['audit_logging_options', 'rbac.audit', code],
]

const rules: Read = (value, word, types) =>
  isObject(value)
    ? [
        {
          word,
          text: actionOf(value),
          facts: [{ word: 'rbac.action', text: actionOf(value) }, ...factsOf(value, rulesFields, types)],
        },
      ]
    : plain(value, word, types)

const fields: MessageShape = [
  ['rules', 'rbac.rules', rules],
  ['matcher', 'filter.matcher', code],
  ['rules_stat_prefix', 'filter.stat-prefix', plain],
  ['stat_prefix', 'filter.stat-prefix', plain],
  ['enforcement_type', 'rbac.enforcement', plain],
  ['shadow_rules', 'rbac.shadow-rules', rules],
  ['shadow_matcher', 'rbac.shadow-rules', code],
  ['shadow_rules_stat_prefix', 'rbac.shadow-prefix', plain],
  ['track_per_rule_stats', 'rbac.per-rule-stats', plain],
  ['delay_deny', 'rbac.delay-deny', plain],
]

/** @see envoy: api/envoy/extensions/filters/http/rbac/v3, network/rbac/v3 */
export const rbacTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.filters.http.rbac.v3.RBAC', 'envoy.extensions.filters.network.rbac.v3.RBAC'],
    says,
    tone: (filter) => (deniesAll(filter) ? 'warning' : undefined),
    fields,
  },
  {
    types: ['envoy.extensions.filters.http.rbac.v3.RBACPerRoute'],
    says: (route) => {
      const rbac = messageOf(route, 'rbac')
      return rbac === undefined ? undefined : says(rbac)
    },
    fields: [
      ['rbac', 'rbac.rules', (value, _word, types) => (isObject(value) ? factsOf(value, fields, types) : [])],
    ],
  },
]
