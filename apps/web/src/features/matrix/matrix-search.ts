import { meansOneOf, readWordedSearch, writeWordedSearch } from '../../documents/worded-search.ts'
import { readSort, sortValues, writeSort } from '../table/sort.ts'
import type { Sort } from '../table/sort.ts'

export const matrixSorts = ['pod', 'workload', 'kind', 'deviations'] as const
export type MatrixSort = (typeof matrixSorts)[number]

/** Which pods of the matrix are shown, and in which order. */
export type MatrixView = {
  readonly text: string
  /** Only pods with something that is not as one would expect. */
  readonly deviating: boolean
  /** Pods that are not in the mesh, too. */
  readonly outside: boolean
  readonly sort: Sort<MatrixSort>
}

const means = meansOneOf({
  only: ['deviations'],
  with: ['outside'],
  sort: sortValues(matrixSorts),
})

/** What a link says of the matrix: `only:deviations with:outside sort:-pod cart`. */
export function readMatrixView(q: string | undefined): MatrixView {
  const { text, named } = readWordedSearch(q, means)
  return {
    text,
    deviating: named.get('only') === 'deviations',
    outside: named.get('with') === 'outside',
    sort: readSort(matrixSorts, named.get('sort'), 'pod'),
  }
}

/** The other way round; `undefined` when there is nothing to say. */
export function writeMatrixView({ text, deviating, outside, sort }: MatrixView): string | undefined {
  const named = new Map<string, string>()
  if (deviating) named.set('only', 'deviations')
  if (outside) named.set('with', 'outside')
  const order = writeSort(sort, 'pod')
  if (order !== undefined) named.set('sort', order)
  return writeWordedSearch({ text, named })
}
