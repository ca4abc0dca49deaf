import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { typeName } from '../json/any.ts'
import { fieldOf, listOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { AnswerName } from '../proxy-answers.ts'
import { readClustersText } from './clusters-text.ts'
import { readListenersText } from './listeners-text.ts'
import { readPrometheusText } from './prometheus-text.ts'
import type { PrometheusStats } from './prometheus-text.ts'

/** What somebody dropped on us. */
export type RecognisedFile =
  | {
      readonly kind: 'config-dump'
      readonly answer: JsonObject
      /** `istiod` stands for everything that Go writes, istioctl included. */
      readonly writtenBy: 'envoy' | 'istiod'
      /** The whole dump, or only what somebody asked for. */
      readonly whole: boolean
    }
  | {
      readonly kind: 'answer'
      readonly to: Exclude<AnswerName, 'logging'>
      readonly answer: JsonObject
    }
  | ({ readonly kind: 'prometheus-stats' } & PrometheusStats)

/** What a JSON answer has and no other one does. */
const marks: readonly (readonly [string, Extract<RecognisedFile, { kind: 'answer' }>['to']])[] = [
  ['cluster_statuses', 'clusters'],
  ['listener_statuses', 'listeners'],
  ['certificates', 'certs'],
  ['command_line_options', 'serverInfo'],
  ['pageheap_unmapped', 'memory'],
  ['layers', 'runtime'],
  ['unready_targets_dumps', 'initDump'],
  ['stats', 'stats'],
]

const sectionsOfIstioctl: readonly (readonly [string, string])[] = [
  ['dynamic_active_secrets', 'SecretsConfigDump'],
  ['dynamic_warming_secrets', 'SecretsConfigDump'],
  ['static_secrets', 'SecretsConfigDump'],
  ['dynamic_active_clusters', 'ClustersConfigDump'],
  ['dynamic_listeners', 'ListenersConfigDump'],
  ['dynamic_route_configs', 'RoutesConfigDump'],
  ['dynamic_endpoint_configs', 'EndpointsConfigDump'],
]

const parse: (text: string) => Json = JSON.parse

/**
 * Recognises a file by what it holds: a config dump of Envoy, istiod or
 * `istioctl proxy-config ... -o json` (all of it, or one kind), or another answer
 * of Envoy's admin interface, as JSON or as text.
 * @param name as the file was called; only for the message
 * @throws EnvoyAnswerError when it is nothing of that
 */
export function recogniseFile(name: string, text: string): RecognisedFile {
  return isJsonStart(text.slice(0, 4_096))
    ? recogniseJson(name, parsed(name, text))
    : recogniseText(name, text)
}

/** Whether what begins so is meant to be JSON. */
export function isJsonStart(start: string): boolean {
  return /^\s*[{[]/.test(start)
}

/** The same for a file that was parsed. @throws EnvoyAnswerError when it is no answer of a proxy */
export function recogniseJson(name: string, json: Json): RecognisedFile {
  const recognised = Array.isArray(json)
    ? ofList(json as readonly Json[])
    : isObject(json)
      ? ofObject(json)
      : undefined
  if (recognised === undefined)
    throw new EnvoyAnswerError(`${called(name)} is JSON, but no answer of a proxy.`)
  return recognised
}

/** What to say of a file that begins like JSON and is none. */
export function notWhole(name: string, cause: unknown): EnvoyAnswerError {
  return new EnvoyAnswerError(`${called(name)} is not whole JSON: it was cut off, or changed.`, { cause })
}

function parsed(name: string, text: string): Json {
  try {
    return parse(text)
  } catch (error) {
    throw notWhole(name, error)
  }
}

function ofObject(answer: JsonObject): RecognisedFile | undefined {
  if (Array.isArray(fieldOf(answer, 'configs'))) {
    const types = listOf(answer, 'configs').map((one) =>
      isObject(one) ? typeName(textOf(one, '@type')) : undefined,
    )
    const whole = types.some((type) => type === 'envoy.admin.v3.BootstrapConfigDump')
    return { kind: 'config-dump', answer, writtenBy: writerOf(answer), whole }
  }
  if (/^type\.googleapis\.com\/envoy\.admin\.v3\.\w*ConfigDump/.test(textOf(answer, '@type') ?? '')) {
    return {
      kind: 'config-dump',
      answer: { configs: [answer] },
      writtenBy: writerOf({ configs: [answer] }),
      whole: false,
    }
  }
  const to = marks.find(([mark]) => fieldOf(answer, mark) !== undefined)?.[1]
  if (to !== undefined) return { kind: 'answer', to, answer }
  const section = sectionsOfIstioctl.find(([field]) => fieldOf(answer, field) !== undefined)?.[1]
  return section === undefined ? undefined : dumpOf([sectionOf(section, answer)])
}

/** `istioctl proxy-config KIND -o json` is a list of resources without anything around them. */
function ofList(items: readonly Json[]): RecognisedFile | undefined {
  const [first] = items
  if (!isObject(first) || !items.every(isObject)) return undefined
  if (fieldOf(first, 'host_statuses') !== undefined || fieldOf(first, 'observability_name') !== undefined) {
    return { kind: 'answer', to: 'clusters', answer: { cluster_statuses: items } }
  }
  if (fieldOf(first, 'endpoint_config') !== undefined) {
    return dumpOf([sectionOf('EndpointsConfigDump', { dynamicEndpointConfigs: items })])
  }
  if (fieldOf(first, 'cluster_name') !== undefined) {
    const sets = items.map((endpointConfig) => ({ endpointConfig }))
    return dumpOf([sectionOf('EndpointsConfigDump', { dynamicEndpointConfigs: sets })])
  }
  if (items.some((one) => fieldOf(one, 'virtual_hosts') !== undefined)) {
    const routes = items.map((routeConfig) => ({ routeConfig }))
    return dumpOf([sectionOf('RoutesConfigDump', { dynamicRouteConfigs: routes })])
  }
  if (items.some((one) => fieldOf(one, 'filter_chains') !== undefined)) {
    const listeners = items.map((listener) => ({ name: textOf(listener, 'name'), activeState: { listener } }))
    return dumpOf([sectionOf('ListenersConfigDump', { dynamicListeners: listeners })])
  }
  const clusterFields = ['connect_timeout', 'load_assignment', 'eds_cluster_config', 'lb_policy']
  if (items.some((one) => clusterFields.some((field) => fieldOf(one, field) !== undefined))) {
    const clusters = items.map((cluster) => ({ cluster }))
    return dumpOf([sectionOf('ClustersConfigDump', { dynamicActiveClusters: clusters })])
  }
  return undefined
}

function sectionOf(section: string, fields: JsonObject): JsonObject {
  return { '@type': `type.googleapis.com/envoy.admin.v3.${section}`, ...fields }
}

function dumpOf(configs: readonly JsonObject[]): RecognisedFile {
  return { kind: 'config-dump', answer: { configs }, writtenBy: 'istiod', whole: false }
}

/** Go writes field names in camel case; the first that could be either tells. */
function writerOf(answer: JsonObject): 'envoy' | 'istiod' {
  const camel = listOf(answer, 'configs').some(
    (section) => isObject(section) && Object.keys(section).some((key) => /^[a-z]+[A-Z]/.test(key)),
  )
  return camel ? 'istiod' : 'envoy'
}

/** The same for a file that is no JSON. @throws EnvoyAnswerError when it is no answer of a proxy */
export function recogniseText(name: string, text: string): RecognisedFile {
  const start = text.slice(0, 4_096).trimStart()
  if (/^# (?:TYPE|HELP) /.test(start)) return { kind: 'prometheus-stats', ...readPrometheusText(text) }
  const [line = ''] = start.split('\n')
  if (/::(?:observability_name|outlier|default_priority|added_via_api)::/.test(line)) {
    return { kind: 'answer', to: 'clusters', answer: readClustersText(text) }
  }
  if (/::[^\s]+:\d+$/.test(line)) return { kind: 'answer', to: 'listeners', answer: readListenersText(text) }
  throw new EnvoyAnswerError(`${called(name)} is neither JSON nor another answer of a proxy.`)
}

/** A file's name for people: printable, cut short. */
function called(name: string): string {
  const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name
  return shown === '' ? 'This file' : JSON.stringify(shown).replaceAll(/\p{C}/gu, '?')
}
