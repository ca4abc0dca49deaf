import { isJsonObject, listAt, parseJsonObject, textAt, type JsonObject } from '../json-value.ts'
import { text, type AnswerSource, type StoredAnswer } from '../pods/answer-table.ts'
import { elementTypes, fieldsOf, messageOf } from './dump-messages.ts'
import { maskText, readMask, trimElement, trimMessage } from './field-mask.ts'
import { compileRe2, wholeText } from './re2.ts'

const dumpType = 'type.googleapis.com/envoy.admin.v3.'
const endpointsDump = `${dumpType}EndpointsConfigDump`

/**
 * `/config_dump` with its parameters, computed from a recorded whole dump the
 * way Envoy does it: `resource` picks a repeated field and gives each element
 * its own type, `mask` trims dumps or elements, `name_regex` must match a whole
 * name, `include_eds` is a matter of presence. Refusals are in Envoy's words.
 * @see envoy: source/server/admin/config_dump_handler.cc
 */
export async function computeConfigDump(answers: AnswerSource, url: URL): Promise<StoredAnswer | undefined> {
  const parameters = url.searchParams
  const configs = await configsFrom(answers, parameters.has('include_eds'))
  if (!configs) return undefined
  const expression = parameters.get('name_regex') ?? ''
  const compiled = compileRe2(expression)
  if ('refused' in compiled) {
    const why = `INVALID_ARGUMENT: Error while parsing name_regex from ${expression}: ${compiled.refused}`
    return refusal(why, 400)
  }
  const named = expression === '' ? configs : configs.map((dump) => keepNames(dump, wholeText(compiled)))
  const resource = parameters.get('resource') ?? ''
  const mask = parameters.get('mask') ?? ''
  if (resource !== '') return resourceOf(named, resource, mask)
  return mask === '' ? dumpAnswer(named) : maskedDump(named, mask)
}

function resourceOf(configs: readonly JsonObject[], resource: string, mask: string): StoredAnswer {
  const dump = configs.find((one) => fieldsOf(messageOf(one['@type']))?.has(resource))
  if (!dump) return refusal(`${resource} not found in config dump`, 404)
  if (fieldsOf(messageOf(dump['@type']))?.get(resource) !== 'list') {
    return refusal(`${resource} is not a repeated field. Use ?mask=${resource} to get only this field`, 400)
  }
  const type = `${dumpType}${elementTypes[resource] ?? ''}`
  const elements = objectsIn(dump, resource).map((one): JsonObject => ({ '@type': type, ...one }))
  if (mask === '') return dumpAnswer(elements)
  const paths = readMask(mask)
  const trimmed = elements.flatMap((one): readonly JsonObject[] => listed(trimElement(one, paths)))
  if (trimmed.length < elements.length) {
    // protobuf marks the text as not for machines, with a number of spaces that changes from build to build.
    return refusal(`FieldMask goo.gle/debugonly   \n${maskText(paths)} could not be successfully used.`, 400)
  }
  return dumpAnswer(trimmed)
}

function maskedDump(configs: readonly JsonObject[], mask: string): StoredAnswer {
  const paths = readMask(mask)
  const fitting = configs.flatMap((dump) => listed(trimMessage(dump, messageOf(dump['@type']), paths)))
  return fitting.length > 0
    ? dumpAnswer(fitting)
    : refusal(`FieldMask ${mask} could not be successfully applied to any configs.`, 400)
}

/** The name of a resource by the field of its element that holds it; where the name is the element's own, nothing. */
const nameFields = [
  'cluster',
  'listener',
  'route_config',
  'endpoint_config',
  'ecds_filter',
  'secret',
] as const

function nameOf(element: unknown): string {
  const own = textAt(element, 'name')
  if (own !== undefined) return own
  for (const field of nameFields) {
    const found = textAt(element, field, 'name') ?? textAt(element, field, 'cluster_name')
    if (found !== undefined) return found
  }
  return ''
}

function keepNames(dump: JsonObject, name: RegExp): JsonObject {
  const kept = Object.entries(dump).flatMap(([field, value]): readonly (readonly [string, unknown])[] => {
    if (!Array.isArray(value)) return [[field, value]]
    const named = value.filter((element) => name.test(nameOf(element)))
    return named.length > 0 ? [[field, named]] : []
  })
  return Object.fromEntries(kept)
}

/** The dumps of the whole answer that was recorded, the one with endpoints rather than the other. */
async function configsFrom(
  answers: AnswerSource,
  withEndpoints: boolean,
): Promise<readonly JsonObject[] | undefined> {
  const whole = [...answers.keys()]
    .filter((target) => /^\/config_dump(?:\?include_eds(?:=[^&]*)?)?$/.test(target))
    .sort((a, b) => b.length - a.length)[0]
  const answer = whole === undefined ? undefined : await answers.get(whole)
  if (!answer || answer.status !== 200) return undefined
  const configs = parsed(answer)
  return withEndpoints ? configs : configs?.filter((dump) => dump['@type'] !== endpointsDump)
}

const dumps = new WeakMap<StoredAnswer, readonly JsonObject[] | undefined>()

/** Dumps are large and asked for again with other parameters, so each is parsed once. */
function parsed(answer: StoredAnswer): readonly JsonObject[] | undefined {
  if (!dumps.has(answer)) {
    const document = parseJsonObject(String(answer.body))
    dumps.set(answer, document && objectsIn(document, 'configs'))
  }
  return dumps.get(answer)
}

function listed(one: JsonObject | undefined): readonly JsonObject[] {
  return one ? [one] : []
}

function objectsIn(value: JsonObject, field: string): readonly JsonObject[] {
  return listAt(value, field).filter((one): one is JsonObject => isJsonObject(one))
}

/** As Envoy prints protobuf: one space a level, nothing for an empty list, `<` and `>` escaped. */
function dumpAnswer(configs: readonly JsonObject[]): StoredAnswer {
  const shown = JSON.stringify(configs.length > 0 ? { configs } : {}, null, 1)
  const body = shown.replaceAll('<', String.raw`\u003c`).replaceAll('>', String.raw`\u003e`)
  return text(`${body}\n`, 200, 'application/json')
}

function refusal(why: string, status: number): StoredAnswer {
  return text(why, status, 'text/plain')
}
