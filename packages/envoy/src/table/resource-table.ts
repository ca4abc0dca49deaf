import type { AnswerName, ProxyAnswers } from '../proxy-answers.ts'
import type { WordId } from '../words/words.ts'

/** The tables of a proxy, in the order in which a request meets their rows. */
export const tableIds = [
  'listeners',
  'filter-chains',
  'routes',
  'clusters',
  'endpoints',
  'secrets',
  'extensions',
  'runtime',
  'stats',
  'loggers',
] as const
export type TableId = (typeof tableIds)[number]

/** Where a cell or a fact leads. */
export type Link =
  /** The rows of another table, of this proxy, whose `name` is this. */
  | { readonly kind: 'row'; readonly table: TableId; readonly name: string }
  /** An object of the cluster that Istio made this from. */
  | {
      readonly kind: 'object'
      /** `networking.istio.io/v1`, where it is told. */
      readonly apiVersion: string | undefined
      readonly objectKind: string
      readonly namespace: string
      readonly name: string
    }

/** A value as a cell holds it: what it sorts by, and what is read. Absent is `undefined`, shown as a dash. */
export type Cell = string | number | boolean | undefined

export type Column<Row> = {
  readonly id: WordId
  /** Cheap: it is called for every row when a table is sorted or searched. */
  readonly cell: (row: Row) => Cell
  /** How a number reads, and that a text names a state; plain text when left out. */
  readonly reads?: 'count' | 'change' | 'rate' | 'bytes' | 'milliseconds' | 'percent' | 'instant' | 'state'
  /** Left out of the table until the reader asks for it. */
  readonly extra?: boolean
  readonly link?: (row: Row) => Link | undefined
}

/** Where the object behind a row stands in the documents that were read. */
export type Place = {
  readonly answer: 'dump' | AnswerName
  readonly document: number
  readonly path: string
}

/**
 * A fact of a row's detail: a word and what it says. Facts nest, so that a route's
 * retry policy is one fact with facts of its own.
 */
export type Fact = {
  readonly word: WordId
  /** For facts that repeat (a filter, a header): what tells this one from the others. */
  readonly name?: string
  readonly text?: string
  readonly link?: Link
  /** Something is wrong here, or deserves a look. */
  readonly tone?: 'problem' | 'warning'
  readonly facts?: readonly Fact[]
  /** Shown as it is, in a monospaced block: code of a Lua filter, an unknown type as JSON. */
  readonly code?: string
}

/**
 * One table of a proxy. Everything else, sorting, searching, choosing of columns,
 * export, is the same for all of them and works on this.
 */
export type ResourceTable<Row> = {
  readonly id: TableId
  /** One pass over the answers; cells that cost are left to the columns and the detail. */
  readonly rows: (answers: ProxyAnswers) => readonly Row[]
  readonly columns: readonly Column<Row>[]
  /** What other tables call this row in their links. */
  readonly name: (row: Row) => string
  readonly place: (row: Row) => Place | undefined
  readonly facts: (row: Row, answers: ProxyAnswers) => readonly Fact[]
}
