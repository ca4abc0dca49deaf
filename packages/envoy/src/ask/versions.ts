import { messageAt, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { AdminQuestion } from './admin-question.ts'

const ofElement = [
  'version_info',
  'last_updated',
  'error_state.version_info',
  'error_state.last_update_attempt',
]
const ofListener = [
  'name',
  ...['active_state', 'warming_state', 'draining_state'].flatMap((state) => [
    `${state}.version_info`,
    `${state}.last_updated`,
  ]),
  'error_state.version_info',
  'error_state.last_update_attempt',
]

/** The fields of each part that change whenever anything of it does. Endpoints have none: their health changes without. */
const versionFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['dynamic_active_clusters', ofElement],
  ['dynamic_warming_clusters', ofElement],
  ['dynamic_route_configs', ofElement],
  ['dynamic_listeners', ofListener],
])

/**
 * What to ask instead of a part that was read before, to learn whether it is
 * still the same: only when each of its elements was updated, some forty times
 * less than the part itself. The time is what counts: with delta xDS Istio sends no versions.
 * @returns `undefined` for a question whose answer has no such fields
 * @see envoy: docs, operations/admin (config_dump?mask=)
 */
export function versionsQuestion({ ask, query = {}, gives }: AdminQuestion): AdminQuestion | undefined {
  const { resource = '', ...others } = query
  const fields = versionFields.get(resource)
  if (ask !== 'config-dump' || fields === undefined || Object.keys(others).length > 0) return undefined
  return { ask, query: { resource, mask: fields.join(',') }, gives }
}

/** Whether a part is what it was, by the answer to its `versionsQuestion`. */
export function isUnchanged(question: AdminQuestion, before: JsonObject, versions: JsonObject): boolean {
  const fields = versionFields.get(question.query?.['resource'] ?? '')
  if (fields === undefined) return false
  const [was, is] = [versionsOf(before, fields), versionsOf(versions, fields)]
  return was.length === is.length && was.every((one, place) => one === is[place])
}

/** In the order of their texts: Envoy keeps elements in none. */
function versionsOf(answer: JsonObject, fields: readonly string[]): readonly string[] {
  return messagesOf(answer, 'configs')
    .map((element) => JSON.stringify(fields.map((field) => textAt(element, field.split('.')))))
    .toSorted()
}

function textAt(element: JsonObject, path: readonly string[]): string {
  return textOf(messageAt(element, ...path.slice(0, -1)), path.at(-1) ?? '') ?? ''
}
