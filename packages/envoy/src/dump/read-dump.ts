import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { typeName } from '../json/any.ts'
import { fieldOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { aloneByField, aloneByType, nameField, sections } from './dump-sections.ts'
import type { ElementShape } from './dump-sections.ts'
import type {
  DumpEntry,
  ProxyDump,
  ResourceKind,
  ResourceState,
  UnknownSection,
  UpdateFailure,
} from './proxy-dump.ts'

/** One answer of `/config_dump`. */
export type DumpDocument = {
  readonly answer: JsonObject
  /** What `resource=` asked for, such as `dynamic_warming_clusters`; left out for a whole dump. */
  readonly field?: string | undefined
}

/**
 * Reads `/config_dump` answers of one proxy: the whole dump, or several that were
 * asked with `resource=`, in which the elements stand alone. Sections are found
 * by their `@type`, never by their place.
 *  * @throws EnvoyAnswerError when a document has no `configs`
 * @see envoy: api/envoy/admin/v3/config_dump.proto, config_dump_shared.proto
 */
export function readDump(documents: readonly DumpDocument[]): ProxyDump {
  const entries: Record<ResourceKind, DumpEntry[]> = {
    bootstrap: [],
    listener: [],
    route: [],
    'scoped-route': [],
    cluster: [],
    endpoints: [],
    secret: [],
    extension: [],
  }
  const versions: Partial<Record<ResourceKind, string>> = {}
  const unknown: UnknownSection[] = []
  documents.forEach(({ answer, field }, document) => {
    const configs = fieldOf(answer, 'configs') ?? nothing(answer)
    if (!Array.isArray(configs)) {
      throw new EnvoyAnswerError('This is JSON, but no config dump: it has no list "configs".')
    }
    ;(configs as readonly Json[]).forEach((config, place) => {
      if (!isObject(config)) return
      const path = `configs[${place}]`
      const type = typeName(textOf(config, '@type')) ?? ''
      const alone = aloneByField.get(field ?? '') ?? aloneByType.get(type)
      const section = sections.get(type)
      if (section !== undefined) {
        const version = textOf(config, 'version_info')
        if (version !== undefined && section.kind !== undefined) versions[section.kind] = version
        for (const shape of section.holds) addAll(entries[shape.kind], shape, config, document, path)
      } else if (alone !== undefined) addElement(entries[alone.kind], alone, config, document, path)
      else unknown.push({ type, document, path })
    })
  })
  return { entries, versions, unknown }
}

/** Envoy answers `{}` where it holds nothing of what was asked. */
function nothing(answer: JsonObject): readonly Json[] | undefined {
  return Object.keys(answer).length === 0 ? [] : undefined
}

function addAll(
  into: DumpEntry[],
  shape: ElementShape,
  section: JsonObject,
  document: number,
  path: string,
): void {
  if (shape.field === undefined) {
    addElement(into, shape, section, document, path)
    return
  }
  messagesOf(section, shape.field).forEach((element, place) => {
    addElement(into, shape, element, document, `${path}.${shape.field}[${place}]`)
  })
}

function addElement(
  into: DumpEntry[],
  shape: ElementShape,
  element: JsonObject,
  document: number,
  path: string,
): void {
  const failure = failureOf(messageOf(element, 'error_state'))
  const common = { kind: shape.kind, failure, clientStatus: textOf(element, 'client_status'), document }
  if (shape.states === undefined) {
    const { state, resource: field } = shape
    const resource = field === '' ? element : messageOf(element, field)
    into.push({
      ...common,
      ...versionOf(element),
      state,
      ...namedResource(shape, element, resource),
      path: field === '' ? path : `${path}.${field}`,
    })
    return
  }
  for (const [field, state] of shape.states) {
    const held = messageOf(element, field)
    if (held === undefined) continue
    const resource = messageOf(held, shape.resource)
    into.push({
      ...common,
      ...versionOf(held),
      state,
      ...namedResource(shape, element, resource),
      path: `${path}.${field}.${shape.resource}`,
    })
  }
  if (failure !== undefined) {
    const refused = messageOf(messageOf(element, 'error_state'), 'failed_configuration')
    into.push({
      ...common,
      versionInfo: failure?.versionInfo,
      lastUpdated: failure?.at,
      state: 'rejected',
      ...namedResource(shape, element, refused),
      path: `${path}.error_state.failed_configuration`,
    })
  }
}

function namedResource(
  shape: ElementShape,
  element: JsonObject,
  resource: JsonObject | undefined,
): { readonly name: string; readonly resource: JsonObject } {
  const name = textOf(resource, nameField[shape.kind]) ?? textOf(element, 'name') ?? ''
  return { name, resource: resource ?? {} }
}

function versionOf(held: JsonObject): { versionInfo: string | undefined; lastUpdated: string | undefined } {
  return { versionInfo: textOf(held, 'version_info'), lastUpdated: textOf(held, 'last_updated') }
}

function failureOf(state: JsonObject | undefined): UpdateFailure | undefined {
  if (state === undefined) return undefined
  return {
    details: textOf(state, 'details') ?? '',
    at: textOf(state, 'last_update_attempt'),
    versionInfo: textOf(state, 'version_info'),
  }
}

/** The states in which a resource is in use or will be; a rejected one is neither. */
export function isInUse(state: ResourceState): boolean {
  return state !== 'rejected' && state !== 'draining'
}
