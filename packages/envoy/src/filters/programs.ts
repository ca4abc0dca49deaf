import { entriesOf, messageAt, messageOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { MessageShape, Read, TypeShape } from './message-shape.ts'
import { code, mapped, nested, plain } from './read.ts'
import { httpUri, source } from './read-values.ts'
import { any } from './read-typed.ts'

/** Where a Wasm module comes from: the address it is fetched from, the file it was fetched to, or inline. */
export function wasmSource(config: JsonObject | undefined): string | undefined {
  const code = messageAt(config, 'vm_config', 'code')
  const local = messageOf(code, 'local')
  if (local === undefined) return textOf(messageAt(code, 'remote', 'http_uri'), 'uri')
  const inline = textOf(local, 'inline_bytes') ?? textOf(local, 'inline_string')
  return textOf(local, 'filename') ?? (inline === undefined ? undefined : 'inline')
}

const vm: MessageShape = [
  ['runtime', 'wasm.runtime', plain],
  ['vm_id', 'wasm.vm', plain],
  [
    'code',
    'wasm.code',
    nested([
      ['local', 'wasm.local', source],
      [
        'remote',
        'wasm.remote',
        nested([
          ['http_uri', 'filter.uri', httpUri],
          ['sha256', 'wasm.sha256', plain],
          ['retry_policy', 'filter.retry', code],
        ]),
      ],
    ]),
  ],
  ['configuration', 'wasm.vm-configuration', configuration],
  ['allow_precompiled', 'wasm.precompiled', plain],
  ['nack_on_code_cache_miss', 'wasm.nack-miss', plain],
  [
    'environment_variables',
    'wasm.environment',
    nested([
      ['host_env_keys', 'wasm.host-keys', plain],
      ['key_values', 'wasm.key-values', code],
    ]),
  ],
]

const plugin: MessageShape = [
  ['name', 'wasm.name', plain],
  ['root_id', 'wasm.root', plain],
  ['vm_config', 'wasm.vm-config', nested(vm)],
  ['configuration', 'wasm.configuration', configuration],
  ['fail_open', 'external.fail-open', plain],
  ['failure_policy', 'wasm.failure-policy', plain],
  ['reload_config', 'wasm.reload', code],
  ['capability_restriction_config', 'wasm.capabilities', code],
  ['allow_on_headers_stop_iteration', 'wasm.stop-iteration', plain],
]

/** A module's configuration is an `Any`, mostly of a text: shown as that text. */
function configuration(...[value, word, types]: Parameters<Read>): ReturnType<Read> {
  const text = isObject(value) ? value['value'] : undefined
  return typeof text === 'string' ? [{ word, code: text }] : code(value, word, types)
}

/** @see envoy: api/envoy/extensions/filters/http/wasm/v3, lua/v3, golang */
export const programTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.filters.http.wasm.v3.Wasm', 'envoy.extensions.filters.network.wasm.v3.Wasm'],
    says: (filter) => textOf(messageOf(filter, 'config'), 'name') ?? wasmSource(messageOf(filter, 'config')),
    fields: [['config', 'wasm.plugin', nested(plugin)]],
  },
  {
    types: ['envoy.extensions.wasm.v3.WasmService'],
    says: (service) => textOf(messageOf(service, 'config'), 'name'),
    fields: [
      ['config', 'wasm.plugin', nested(plugin)],
      ['singleton', 'wasm.singleton', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.lua.v3.Lua'],
    says: (filter) =>
      functionsOf(
        textOf(messageOf(filter, 'default_source_code'), 'inline_string') ?? textOf(filter, 'inline_code'),
      ),
    fields: [
      ['default_source_code', 'lua.code', source],
      ['inline_code', 'lua.code', code],
      ['source_codes', 'lua.code', namedSources],
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['clear_route_cache', 'filter.clear-route', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.lua.v3.LuaPerRoute'],
    fields: [
      ['disabled', 'filter.disabled', plain],
      ['name', 'filter.name', plain],
      ['source_code', 'lua.code', source],
      ['filter_context', 'filter.settings', code],
    ],
  },
  {
    types: [
      'envoy.extensions.filters.http.golang.v3alpha.Config',
      'envoy.extensions.filters.network.golang.v3alpha.Config',
    ],
    says: (filter) => textOf(filter, 'plugin_name'),
    fields: [
      ['library_id', 'filter.library', plain],
      ['library_path', 'filter.path', plain],
      ['plugin_name', 'filter.name', plain],
      ['plugin_config', 'filter.settings', any],
      ['merge_policy', 'filter.merge', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.dynamic_modules.v3.DynamicModuleFilter'],
    says: (filter) => textOf(filter, 'filter_name'),
    fields: [
      ['dynamic_module_config', 'filter.library', code],
      ['filter_name', 'filter.name', plain],
      ['filter_config', 'filter.settings', code],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.composite.v3.Composite'],
    fields: [['named_filter_chains', 'filter.inner', mapped([['typed_config', 'filter.inner', code]])]],
  },
]

/** Which of the two entry points a Lua script has. */
function functionsOf(script: string | undefined): string | undefined {
  const found = ['envoy_on_request', 'envoy_on_response'].filter((name) => script?.includes(name))
  return found.length === 0 ? undefined : found.join(', ')
}

function namedSources(...[value, word, types]: Parameters<Read>): ReturnType<Read> {
  return entriesOf({ value }, 'value').flatMap(([name, one]: readonly [string, Json]) =>
    source(one, word, types).map((fact) => ({ ...fact, name })),
  )
}
