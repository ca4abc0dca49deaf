import { expect, test } from 'vitest'
import { answersOf, everyFilter } from '../fixtures/every-filter.ts'
import { extensionsTable } from './extensions-table.ts'

test('the filters that Envoy fetches by itself are listed with their types', () => {
  const answers = answersOf(everyFilter)
  const rows = extensionsTable.rows(answers)
  expect(rows.map(({ name, type }) => [name, type])).toEqual([
    ['delivered-lua', 'envoy.extensions.filters.http.lua.v3.Lua'],
    ['delivered-header', 'envoy.extensions.filters.http.header_to_metadata.v3.Config'],
  ])
})

test('a Wasm module says where it comes from, and which object asks for it', () => {
  const config = {
    name: 'shop.auth',
    vm_config: { runtime: 'envoy.wasm.runtime.v8', code: { local: { filename: '/var/lib/auth.wasm' } } },
    configuration: { '@type': 'type.googleapis.com/google.protobuf.StringValue', value: '{"deny":true}' },
    failure_policy: 'FAIL_OPEN',
  }
  const answers = answersOf({
    configs: [
      {
        '@type': 'type.googleapis.com/envoy.admin.v3.EcdsConfigDump',
        ecds_filters: [
          {
            version_info: '7',
            ecds_filter: {
              '@type': 'type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig',
              name: 'extensions.istio.io/wasmplugin/shop.auth',
              typed_config: {
                '@type': 'type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm',
                config,
              },
            },
          },
        ],
      },
    ],
  })
  const [row] = extensionsTable.rows(answers)
  expect(row).toMatchObject({
    object: { objectKind: 'WasmPlugin', namespace: 'shop', name: 'auth' },
    wasm: { plugin: 'shop.auth', source: '/var/lib/auth.wasm', failurePolicy: 'FAIL_OPEN' },
  })
  const facts = row === undefined ? [] : extensionsTable.facts(row, answers)
  expect(JSON.stringify(facts)).toContain(String.raw`"code":"{\"deny\":true}"`)
})
