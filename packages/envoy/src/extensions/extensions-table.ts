import { knownTypes } from '../filters/known-types.ts'
import { factsOf } from '../filters/message-shape.ts'
import { any } from '../filters/read-typed.ts'
import { failureFacts } from '../listeners/listener-facts.ts'
import type { Fact, ResourceTable } from '../table/resource-table.ts'
import { extensionRows } from './extension-row.ts'
import type { ExtensionRow } from './extension-row.ts'

/** The filters that Envoy fetches by themselves. */
export const extensionsTable: ResourceTable<ExtensionRow> = {
  id: 'extensions',
  rows: extensionRows,
  columns: [
    { id: 'extension.name', cell: ({ name }) => name, link: ({ object }) => object },
    { id: 'filter.type', cell: ({ type }) => type },
    { id: 'listener.state', cell: ({ entry }) => entry.state, reads: 'state' },
    { id: 'listener.version', cell: ({ entry }) => entry.versionInfo },
    { id: 'wasm.code', cell: ({ wasm }) => wasm?.source },
    { id: 'listener.failure', cell: ({ entry }) => entry.failure?.details },
    { id: 'wasm.name', cell: ({ wasm }) => wasm?.plugin, extra: true },
    { id: 'wasm.runtime', cell: ({ wasm }) => wasm?.runtime, extra: true },
    { id: 'wasm.failure-policy', cell: ({ wasm }) => wasm?.failurePolicy, extra: true },
    { id: 'extension.client-status', cell: ({ entry }) => entry.clientStatus, extra: true },
  ],
  name: ({ name }) => name,
  place: ({ entry }) => ({ answer: 'dump', document: entry.document, path: entry.path }),
  facts: extensionFacts,
}

function extensionFacts({ entry, object }: ExtensionRow): readonly Fact[] {
  const { versionInfo, lastUpdated, clientStatus, state, resource } = entry
  return [
    ...failureFacts(entry),
    { word: 'listener.state', text: state },
    ...(clientStatus === undefined ? [] : [{ word: 'extension.client-status', text: clientStatus } as const]),
    ...(versionInfo === undefined ? [] : [{ word: 'listener.version', text: versionInfo } as const]),
    ...(lastUpdated === undefined ? [] : [{ word: 'listener.updated', text: lastUpdated } as const]),
    ...(object === undefined ? [] : [{ word: 'filter.object', text: object.name, link: object } as const]),
    ...factsOf(
      resource,
      [
        ['name', 'extension.name', () => []],
        ['typed_config', 'extension.configuration', any],
      ],
      knownTypes,
    ),
  ]
}
