import { oneOf } from '../../documents/search-text.ts'

/** By which column rows are sorted, and which way round. */
export type Sort<Column extends string> = { readonly column: Column; readonly descending: boolean }

/** What a link may say after `sort:`; a minus before a column turns the order round. */
export function sortValues(columns: readonly string[]): readonly string[] {
  return columns.flatMap((column) => [column, `-${column}`])
}

/** Reads `-local`. @param usual column where the link says nothing */
export function readSort<Column extends string>(
  columns: readonly Column[],
  value: string | undefined,
  usual: Column,
): Sort<Column> {
  return {
    column: oneOf(columns, value?.replace(/^-/, '')) ?? usual,
    descending: value?.startsWith('-') ?? false,
  }
}

/** The other way round; `undefined` for the usual order. */
export function writeSort<Column extends string>(
  { column, descending }: Sort<Column>,
  usual: Column,
): string | undefined {
  return descending ? `-${column}` : column === usual ? undefined : column
}
