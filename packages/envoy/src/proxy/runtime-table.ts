import { entriesOf, listOf, messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Column, ResourceTable } from '../table/resource-table.ts'
import { jsonText } from './proxy-node.ts'
import { told } from './told.ts'

/** One runtime key: what counts, and what each layer says. */
export type RuntimeRow = {
  readonly key: string
  readonly value: string
  /** In the order of the layers, the last that says something wins. */
  readonly layers: readonly { readonly layer: string; readonly value: string }[]
  /** The layer whose value counts. */
  readonly decidedBy: string | undefined
}

/**
 * Reads `/runtime`. A layer without the key has '' there.
 * @see envoy: docs, Operations: Administration interface, GET /runtime
 */
export function readRuntime(answer: JsonObject): readonly RuntimeRow[] {
  const layers = textsOf(answer, 'layers')
  return entriesOf(answer, 'entries').flatMap(([key, entry]) => {
    if (!isObject(entry)) return []
    const values = listOf(entry, 'layer_values').map((value, place) => ({
      layer: layers[place] ?? `${place}`,
      value: jsonText(value),
    }))
    const decidedBy = values.findLast(({ value }) => value !== '')?.layer
    return [{ key, value: textOf(entry, 'final_value') ?? '', layers: values, decidedBy }]
  })
}

const columns: readonly Column<RuntimeRow>[] = [
  { id: 'runtime.key', cell: ({ key }) => key },
  { id: 'runtime.value', cell: ({ value }) => value },
  { id: 'runtime.decided-by', cell: ({ decidedBy }) => decidedBy },
  { id: 'runtime.layers', cell: layersText, extra: true },
]

/** Envoy's runtime: feature flags and limits, layer over layer. */
export const runtimeTable: ResourceTable<RuntimeRow> = {
  id: 'runtime',
  rows: ({ runtime }: ProxyAnswers) => (runtime === undefined ? [] : readRuntime(runtime)),
  columns,
  name: ({ key }) => key,
  place: () => ({ answer: 'runtime', document: 0, path: 'entries' }),
  facts: ({ key, value, decidedBy, layers }) => [
    ...told('runtime.key', key),
    ...told('runtime.value', value),
    ...told('runtime.decided-by', decidedBy),
    ...layers.map(({ layer, value }) => ({ word: 'runtime.layer' as const, name: layer, text: value })),
  ],
}

function layersText({ layers }: RuntimeRow): string {
  return layers
    .filter(({ value }) => value !== '')
    .map(({ layer, value }) => `${layer}: ${value}`)
    .join(', ')
}

/** Keys that somebody changed through the admin interface since Envoy started. */
export function changedByAdmin(
  rows: readonly RuntimeRow[],
  layers: readonly string[],
): readonly RuntimeRow[] {
  return rows.filter(({ decidedBy }) => decidedBy !== undefined && layers.includes(decidedBy))
}

/**
 * The names of the admin layers: the bootstrap tells them; Envoy's own default
 * calls it `admin`.
 */
export function adminLayers(bootstrap: JsonObject | undefined): readonly string[] {
  const named = messagesOf(messageOf(bootstrap, 'layered_runtime'), 'layers')
    .filter((layer) => messageOf(layer, 'admin_layer') !== undefined)
    .flatMap((layer) => textOf(layer, 'name') ?? [])
  return named.length > 0 ? named : ['admin']
}
