import { oneOf } from '../../documents/search-text.ts'
import { readInsideSearch, writeInsideSearch } from '../inside/inside-search.ts'

export const matrixSorts = ['pod', 'workload', 'kind', 'deviations'] as const
export type MatrixSort = (typeof matrixSorts)[number]

/** Which pods of the matrix are shown, and in which order. */
export type MatrixView = {
  readonly text: string
  /** Only pods with something that is not as one would expect. */
  readonly deviating: boolean
  /** Pods that are not in the mesh, too. */
  readonly outside: boolean
  readonly sort: { readonly column: MatrixSort; readonly descending: boolean }
}

const values: Readonly<Record<string, readonly string[]>> = {
  only: ['deviations'],
  with: ['outside'],
  sort: matrixSorts.flatMap((column) => [column, `-${column}`]),
}

function means(name: string, value: string): boolean {
  return Object.hasOwn(values, name) && values[name]?.includes(value) === true
}

/** What a link says of the matrix: `only:deviations with:outside sort:-pod cart`. */
export function readMatrixView(q: string | undefined): MatrixView {
  const { text, named } = readInsideSearch(q, means)
  const sort = named.get('sort') ?? 'pod'
  return {
    text,
    deviating: named.get('only') === 'deviations',
    outside: named.get('with') === 'outside',
    sort: { column: oneOf(matrixSorts, sort.replace(/^-/, '')) ?? 'pod', descending: sort.startsWith('-') },
  }
}

/** The other way round; `undefined` when there is nothing to say. */
export function writeMatrixView({ text, deviating, outside, sort }: MatrixView): string | undefined {
  const named = new Map<string, string>()
  if (deviating) named.set('only', 'deviations')
  if (outside) named.set('with', 'outside')
  if (sort.column !== 'pod' || sort.descending) {
    named.set('sort', `${sort.descending ? '-' : ''}${sort.column}`)
  }
  return writeInsideSearch({ text, named })
}
