import { fieldOf, flagOf, messageAt, messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Fact } from '../table/resource-table.ts'
import { jsonText, readProxyNode } from './proxy-node.ts'
import { nodeFacts } from './server-info.ts'
import { told, toldTogether } from './told.ts'

/** The bootstrap that Envoy started with; none when the dump has none. */
export function bootstrapFacts({ dump }: ProxyAnswers): readonly Fact[] {
  const entry = dump.entries.bootstrap[0]
  if (entry === undefined) return []
  const bootstrap = entry.resource
  return [
    ...toldTogether('bootstrap.node', readNodeFacts(messageOf(bootstrap, 'node'))),
    ...told('bootstrap.updated', entry.lastUpdated),
    ...toldTogether('bootstrap.admin', adminFacts(messageOf(bootstrap, 'admin'))),
    ...toldTogether('bootstrap.dynamic', dynamicFacts(messageOf(bootstrap, 'dynamic_resources'))),
    ...staticFacts(messageOf(bootstrap, 'static_resources')),
    ...toldTogether('bootstrap.runtime', runtimeFacts(messageOf(bootstrap, 'layered_runtime'))),
    ...toldTogether('bootstrap.stats', statsFacts(bootstrap)),
    ...toldTogether('bootstrap.overload', overloadFacts(messageOf(bootstrap, 'overload_manager'))),
    ...tracingFacts(messageOf(bootstrap, 'tracing')),
    ...told(
      'bootstrap.extensions',
      messagesOf(bootstrap, 'bootstrap_extensions').flatMap((one) => textOf(one, 'name') ?? []),
    ),
    ...told(
      'bootstrap.log-format',
      textOf(messageAt(bootstrap, 'application_log_config', 'log_format'), 'text_format'),
    ),
    ...restFacts(bootstrap),
  ]
}

function readNodeFacts(node: JsonObject | undefined): readonly Fact[] {
  if (node === undefined) return []
  const read = readProxyNode(node)
  return [
    ...nodeFacts(read),
    ...toldTogether(
      'node.metadata',
      read.metadata.map(([name, text]) => ({ word: 'node.metadata-entry' as const, name, text })),
    ),
  ]
}

function adminFacts(admin: JsonObject | undefined): readonly Fact[] {
  const allowed = messagesOf(admin, 'allow_paths').map(jsonText)
  return [
    ...told('bootstrap.address', addressOf(messageOf(admin, 'address'))),
    ...told('bootstrap.profile-path', textOf(admin, 'profile_path')),
    ...told('bootstrap.allowed-paths', allowed),
  ]
}

/** Where Envoy gets each kind of resources from. @see envoy: config/bootstrap/v3/bootstrap.proto, DynamicResources */
function dynamicFacts(dynamic: JsonObject | undefined): readonly Fact[] {
  const ads = messageOf(dynamic, 'ads_config')
  return [
    ...told('bootstrap.ads', ads === undefined ? undefined : apiText(ads)),
    ...(['lds_config', 'cds_config'] as const).flatMap((field) => {
      const source = messageOf(dynamic, field)
      return source === undefined ? [] : told('bootstrap.source', sourceText(source), { name: field })
    }),
  ]
}

function apiText(api: JsonObject): string {
  const services = messagesOf(api, 'grpc_services').map(
    (service) =>
      textOf(messageOf(service, 'envoy_grpc'), 'cluster_name') ??
      textOf(messageOf(service, 'google_grpc'), 'target_uri') ??
      '',
  )
  return [textOf(api, 'api_type') ?? '', ...services].filter((part) => part !== '').join(' ')
}

function sourceText(source: JsonObject): string {
  if (messageOf(source, 'ads') !== undefined) return 'ADS'
  const api = messageOf(source, 'api_config_source')
  if (api !== undefined) return apiText(api)
  return textOf(messageOf(source, 'path_config_source'), 'path') ?? jsonText(source)
}

function staticFacts(resources: JsonObject | undefined): readonly Fact[] {
  const names = (field: string) => messagesOf(resources, field).map((one) => textOf(one, 'name') ?? '')
  const listeners = names('listeners').map((name): Fact => ({
    word: 'bootstrap.listener',
    text: name,
    link: { kind: 'row', table: 'listeners', name },
  }))
  const clusters = names('clusters').map((name): Fact => ({
    word: 'bootstrap.cluster',
    text: name,
    link: { kind: 'row', table: 'clusters', name },
  }))
  return toldTogether('bootstrap.static', [
    ...listeners,
    ...clusters,
    ...told('bootstrap.secrets', names('secrets')),
  ])
}

function runtimeFacts(layered: JsonObject | undefined): readonly Fact[] {
  return messagesOf(layered, 'layers').map((layer) => ({
    word: 'bootstrap.layer' as const,
    name: textOf(layer, 'name') ?? '',
    text: ['static_layer', 'admin_layer', 'disk_layer', 'rtds_layer']
      .filter((kind) => fieldOf(layer, kind) !== undefined)
      .map((kind) => `${kind} ${jsonText(fieldOf(layer, kind) ?? '')}`)
      .join(' '),
  }))
}

/** Which statistics Envoy keeps: what is not named here does not exist. */
function statsFacts(bootstrap: JsonObject): readonly Fact[] {
  const matcher = messageAt(bootstrap, 'stats_config', 'stats_matcher')
  const patterns = (field: string) => messagesOf(messageOf(matcher, field), 'patterns').map(patternText)
  return [
    ...told('bootstrap.stats-kept', patterns('inclusion_list')),
    ...told('bootstrap.stats-left-out', patterns('exclusion_list')),
    ...told('bootstrap.stats-left-out', flagOf(matcher, 'reject_all') ? '*' : undefined),
    ...told(
      'bootstrap.stats-sinks',
      messagesOf(bootstrap, 'stats_sinks').map((sink) => textOf(sink, 'name') ?? ''),
    ),
    ...told('bootstrap.stats-flush', textOf(bootstrap, 'stats_flush_interval')),
  ]
}

function patternText(pattern: JsonObject): string {
  const [kind, value] = Object.entries(pattern)[0] ?? []
  const regex = textOf(messageOf(pattern, 'safe_regex'), 'regex')
  return regex === undefined ? `${kind ?? ''} ${jsonText(value ?? '')}` : `~ ${regex}`
}

function overloadFacts(manager: JsonObject | undefined): readonly Fact[] {
  return [
    ...messagesOf(manager, 'resource_monitors').map((monitor) => ({
      word: 'bootstrap.monitor' as const,
      name: textOf(monitor, 'name') ?? '',
      code: JSON.stringify(messageOf(monitor, 'typed_config') ?? {}, undefined, 2),
    })),
    ...messagesOf(manager, 'actions').map((action) => ({
      word: 'bootstrap.action' as const,
      name: textOf(action, 'name') ?? '',
      code: JSON.stringify(action, undefined, 2),
    })),
  ]
}

function tracingFacts(tracing: JsonObject | undefined): readonly Fact[] {
  const http = messageOf(tracing, 'http')
  return http === undefined
    ? []
    : [
        {
          word: 'bootstrap.tracing',
          name: textOf(http, 'name') ?? '',
          code: JSON.stringify(http, undefined, 2),
        },
      ]
}

const shown = new Set([
  'node',
  'admin',
  'dynamic_resources',
  'static_resources',
  'layered_runtime',
  'stats_config',
  'stats_sinks',
  'stats_flush_interval',
  'overload_manager',
  'tracing',
  'bootstrap_extensions',
  'application_log_config',
])

/** What the facts above leave out, as it is, so that nothing of the bootstrap is hidden. */
function restFacts(bootstrap: JsonObject): readonly Fact[] {
  return Object.entries(bootstrap).flatMap(([name, value]): readonly Fact[] => {
    const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    if (value === undefined || shown.has(snake)) return []
    return [{ word: 'bootstrap.other', name: snake, code: JSON.stringify(value, undefined, 2) }]
  })
}

/** `127.0.0.1:15000`, or the path of a Unix socket. */
function addressOf(address: JsonObject | undefined): string | undefined {
  const socket = messageOf(address, 'socket_address')
  if (socket === undefined) return textOf(messageOf(address, 'pipe'), 'path')
  const port = fieldOf(socket, 'port_value') ?? fieldOf(socket, 'named_port') ?? 0
  return `${textOf(socket, 'address') ?? ''}:${jsonText(port)}`
}
