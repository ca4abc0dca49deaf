import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { typeName } from '../json/any.ts'
import { fieldOf, listOf, messageOf, textOf } from '../json/field.ts'
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
 * @throws EnvoyAnswerError when a document has no `configs`
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
      const stand = { document, path }
      if (section !== undefined) {
        const version = textOf(config, 'version_info')
        if (version !== undefined && section.kind !== undefined) versions[section.kind] = version
        for (const shape of section.holds) addAll(entries[shape.kind], shape, config, stand)
      } else if (alone !== undefined) addElement(entries[alone.kind], alone, config, stand)
      else unknown.push({ type, ...stand })
    })
  })
  return { entries, versions, unknown }
}

/** Envoy answers `{}` where it holds nothing of what was asked. */
function nothing(answer: JsonObject): readonly Json[] | undefined {
  return Object.keys(answer).length === 0 ? [] : undefined
}

/** Where a section, or a list in it, stands. */
type Stand = Pick<DumpEntry, 'document' | 'path'>

function addAll(into: DumpEntry[], shape: ElementShape, section: JsonObject, stand: Stand): void {
  const { field } = shape
  if (field === undefined) {
    addElement(into, shape, section, stand)
    return
  }
  const list = { ...stand, path: `${stand.path}.${field}` }
  listOf(section, field).forEach((element, place) => {
    if (isObject(element)) addElement(into, shape, element, list, place)
  })
}

function addElement(
  into: DumpEntry[],
  shape: ElementShape,
  element: JsonObject,
  stand: Stand,
  place?: number,
): void {
  const failed = messageOf(element, 'error_state')
  const failure = failureOf(failed)
  const clientStatus = textOf(element, 'client_status')
  const add = (
    state: ResourceState,
    holder: JsonObject,
    resource: JsonObject | undefined,
    field: string,
  ): void => {
    const name = textOf(resource, nameField[shape.kind]) ?? textOf(element, 'name') ?? ''
    const lastUpdated = state === 'rejected' ? failure?.at : textOf(holder, 'last_updated')
    const told = { versionInfo: textOf(holder, 'version_info'), lastUpdated, failure, clientStatus }
    into.push(new HeldResource(shape.kind, state, name, resource ?? {}, told, stand, place, field))
  }
  if (shape.states === undefined) {
    const { state, resource } = shape
    add(state, element, resource === '' ? element : messageOf(element, resource), resource)
    return
  }
  for (const [field, state] of shape.states) {
    const held = messageOf(element, field)
    if (held !== undefined) add(state, held, messageOf(held, shape.resource), `${field}.${shape.resource}`)
  }
  if (failed === undefined) return
  add('rejected', failed, messageOf(failed, 'failed_configuration'), 'error_state.failed_configuration')
}

function failureOf(state: JsonObject | undefined): UpdateFailure | undefined {
  if (state === undefined) return undefined
  return {
    details: textOf(state, 'details') ?? '',
    at: textOf(state, 'last_update_attempt'),
    versionInfo: textOf(state, 'version_info'),
  }
}

/** A large dump holds 100,000 of them: each puts its path together only when asked. */
class HeldResource implements DumpEntry {
  readonly kind: ResourceKind
  readonly state: ResourceState
  readonly name: string
  readonly resource: JsonObject
  readonly versionInfo: string | undefined
  readonly lastUpdated: string | undefined
  readonly failure: UpdateFailure | undefined
  readonly clientStatus: string | undefined
  readonly #stand: Stand
  readonly #place: number | undefined
  readonly #field: string

  constructor(
    kind: ResourceKind,
    state: ResourceState,
    name: string,
    resource: JsonObject,
    told: Pick<DumpEntry, 'versionInfo' | 'lastUpdated' | 'failure' | 'clientStatus'>,
    stand: Stand,
    place: number | undefined,
    field: string,
  ) {
    this.kind = kind
    this.state = state
    this.name = name
    this.resource = resource
    this.versionInfo = told.versionInfo
    this.lastUpdated = told.lastUpdated
    this.failure = told.failure
    this.clientStatus = told.clientStatus
    this.#stand = stand
    this.#place = place
    this.#field = field
  }

  get document(): number {
    return this.#stand.document
  }

  get path(): string {
    const element = this.#place === undefined ? '' : `[${this.#place}]`
    return `${this.#stand.path}${element}${this.#field === '' ? '' : `.${this.#field}`}`
  }
}

/** The states in which a resource is in use or will be; a rejected one is neither. */
export function isInUse(state: ResourceState): boolean {
  return state !== 'rejected' && state !== 'draining'
}
