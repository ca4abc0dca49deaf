import type { Json, JsonObject } from '../json/json.ts'
import { isObject } from '../json/json.ts'
import type { Cell, ResourceTable } from './resource-table.ts'

/** Rows as records: each column's cell by the column's id, absent ones left out. */
export function rowsAsRecords<Row>(
  { columns }: ResourceTable<Row>,
  rows: readonly Row[],
): readonly Readonly<Record<string, Exclude<Cell, undefined>>>[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ id, cell }) => {
        const value = cell(row)
        return value === undefined ? [] : [[id, value]]
      }),
    ),
  )
}

/** Rows as fields of CSV: the columns' ids first, the same in every language. */
export function rowsAsFields<Row>(
  { columns }: ResourceTable<Row>,
  rows: readonly Row[],
): readonly (readonly Cell[])[] {
  return [columns.map(({ id }) => id), ...rows.map((row) => columns.map(({ cell }) => cell(row)))]
}

/** The value at a path such as `configs[3].dynamic_listeners[0].active_state.listener`; `undefined` where there is none. */
export function valueAt(document: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = document
  for (const [, name, place] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (place !== undefined) value = isList(value) ? value[Number(place)] : undefined
    else if (isObject(value) && Object.hasOwn(value, name ?? '')) value = value[name ?? '']
    else return undefined
  }
  return value
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
