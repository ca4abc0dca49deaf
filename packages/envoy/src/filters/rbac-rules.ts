import { fieldOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'
import { written } from './message-shape.ts'
import { headerText, matcherText, rangeText, plainText } from './value-text.ts'

/** What a field of a permission or a principal asks for, and how it is told in one line. */
type Condition = readonly [field: string, word: WordId, says: (value: Json) => string | undefined]

const ofMessage =
  (says: (message: JsonObject) => string | undefined) =>
  (value: Json): string | undefined =>
    isObject(value) ? says(value) : undefined

/**
 * @see envoy: api/envoy/config/rbac/v3/rbac.proto (Permission, Principal)
 */
const conditions: readonly Condition[] = [
  ['any', 'rbac.anything', () => ''],
  ['header', 'rbac.header', ofMessage(headerText)],
  ['url_path', 'rbac.path', ofMessage((path) => matcherText(messageOf(path, 'path')))],
  [
    'uri_template',
    'rbac.path',
    ofMessage((path) => textOf(messageOf(path, 'typed_config'), 'path_template')),
  ],
  ['destination_ip', 'rbac.destination-ip', ofMessage(rangeText)],
  ['destination_port', 'rbac.destination-port', plainText],
  [
    'destination_port_range',
    'rbac.destination-port',
    ofMessage((range) => `${plainText(range['start'] ?? 0)}..${plainText(range['end'] ?? 0)}`),
  ],
  ['requested_server_name', 'rbac.server-name', ofMessage(matcherText)],
  [
    'authenticated',
    'rbac.authenticated',
    ofMessage((who) => matcherText(messageOf(who, 'principal_name')) ?? 'TLS'),
  ],
  ['source_ip', 'rbac.source-ip', ofMessage(rangeText)],
  ['direct_remote_ip', 'rbac.direct-ip', ofMessage(rangeText)],
  ['remote_ip', 'rbac.remote-ip', ofMessage(rangeText)],
  ['metadata', 'rbac.metadata', ofMessage(metadataText)],
  ['sourced_metadata', 'rbac.metadata', ofMessage((one) => metadataOf(messageOf(one, 'metadata_matcher')))],
  [
    'filter_state',
    'rbac.filter-state',
    ofMessage(
      (state) =>
        `${textOf(state, 'key') ?? ''} ${matcherText(messageOf(state, 'string_match')) ?? written(state)}`,
    ),
  ],
]

const groups = [
  ['and_rules', 'rules', 'rbac.all-of'],
  ['or_rules', 'rules', 'rbac.any-of'],
  ['and_ids', 'ids', 'rbac.all-of'],
  ['or_ids', 'ids', 'rbac.any-of'],
] as const

/**
 * A permission or a principal as facts: a condition is one, a group holds its
 * own. A group of one is that one; a condition that is not known is shown raw.
 */
export function ruleFacts(rule: JsonObject): readonly Fact[] {
  for (const [field, list, word] of groups) {
    const group = messageOf(rule, field)
    if (group === undefined) continue
    const within = messagesOf(group, list).map(ruleFacts)
    if (within.length === 1) return within[0] ?? []
    return [{ word, facts: within.flat() }]
  }
  for (const field of ['not_rule', 'not_id']) {
    const inner = messageOf(rule, field)
    if (inner !== undefined) return [{ word: 'rbac.not', facts: ruleFacts(inner) }]
  }
  for (const [field, word, says] of conditions) {
    const value = fieldOf(rule, field)
    if (value === undefined) continue
    const text = says(value)
    if (text !== undefined) return [text === '' ? { word } : { word, text }]
  }
  return [{ word: 'filter.raw', code: written(rule) }]
}

/** `envoy.filters.http.jwt_authn / payload / group` and what is asked of the value. */
function metadataText(matcher: JsonObject): string | undefined {
  const steps = messagesOf(matcher, 'path').map((step) => textOf(step, 'key') ?? '')
  const value = messageOf(matcher, 'value')
  if (value === undefined) return undefined
  const not = matcher['invert'] === true ? 'not ' : ''
  return `${not}${[textOf(matcher, 'filter') ?? '', ...steps].join(' / ')}: ${valueText(value)}`
}

/** A `ValueMatcher`: a text, one that a list has, or one of several. */
function valueText(value: JsonObject): string {
  const text = matcherText(messageOf(value, 'string_match'))
  if (text !== undefined) return text
  const inList = messageOf(messageOf(value, 'list_match'), 'one_of')
  if (inList !== undefined) return `[${valueText(inList)}]`
  const choices = messagesOf(messageOf(value, 'or_match'), 'value_matchers')
  return choices.length === 0 ? JSON.stringify(value) : choices.map(valueText).join(' | ')
}

function metadataOf(matcher: JsonObject | undefined): string | undefined {
  return matcher === undefined ? undefined : metadataText(matcher)
}
