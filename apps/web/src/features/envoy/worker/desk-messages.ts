import type { ArchivedProxy } from '@portolan/envoy/archive/archived-proxies'
import type { DumpPart } from '@portolan/envoy/ask/dump-parts'
import type { DiffLine } from '@portolan/envoy/compare/text-diff'
import type { ResourceKind } from '@portolan/envoy/dump/proxy-dump'
import type { TextSearch } from '@portolan/envoy/json/find-in-text'
import type { WordId } from '@portolan/envoy/words/words'
import type { Failure } from '../../../api/api-error.ts'
import type { Overview } from '@portolan/envoy/overview/overview'
import type { Arrangement, Facets } from '@portolan/envoy/table/arrange-rows'
import type { RowView } from '@portolan/envoy/table/open-table'
import type { Fact, TableId } from '@portolan/envoy/table/resource-table'
import type { Trace, TracedRequest } from '@portolan/envoy/trace/trace'
import type { TraceHints } from '@portolan/envoy/trace/trace-hints'
import type { ProxySource } from './proxy-source.ts'

/** A part that a view wanted and did not get. */
export type Gap = {
  /** Path and query, as Envoy's admin interface has them. */
  readonly question: string
  /** What was said instead, in words. */
  readonly text: string
}

/** A table as it is arranged now; its rows are fetched as they come into view. */
export type TableView = {
  /** All rows of the proxy. */
  readonly total: number
  /** How many of them are shown. */
  readonly shown: number
  readonly facets: Facets
  /** When the oldest of its parts was read, in milliseconds of the epoch. */
  readonly readAt: number
  readonly gaps: readonly Gap[]
}

export type RowDetail = {
  readonly name: string
  readonly facts: readonly Fact[]
  /** The object behind the row as JSON text, and where it stands in the answer that was read. */
  readonly raw: { readonly text: string; readonly path: string; readonly question: string } | undefined
}

/** What a proxy held when somebody kept it; it lives as long as this tab. */
export type Moment = { readonly id: number; readonly name: string; readonly readAt: number }

/** A side of a comparison, as the reader chooses it. */
export type SideChoice =
  | { readonly kind: 'now'; readonly source: ProxySource }
  | { readonly kind: 'istiod'; readonly source: Extract<ProxySource, { kind: 'pod' }> }
  | { readonly kind: 'moment'; readonly id: number }

export type ComparedKind = {
  readonly kind: ResourceKind
  readonly equal: number
  readonly onlyInA: readonly LoneName[]
  readonly onlyInB: readonly LoneName[]
  readonly differing: readonly {
    readonly name: string
    readonly differences: number
    readonly cut: boolean
  }[]
}
/** Without `because`, nothing explains that the other side lacks it. */
export type LoneName = { readonly name: string; readonly because: WordId | undefined }

export type ComparisonView = {
  readonly id: number
  /** Resources that differ, or that one side lacks without a reason. */
  readonly drifted: number
  readonly readAt: { readonly a: number; readonly b: number }
  readonly kinds: readonly ComparedKind[]
  /** What of either side could not be read, and so was not compared. */
  readonly gaps: readonly Gap[]
}

export type ComparedResource = {
  readonly differences: readonly {
    readonly path: string
    readonly a: string | undefined
    readonly b: string | undefined
  }[]
  readonly lines: readonly DiffLine[]
  readonly exact: boolean
}

export type DumpText = {
  /** By this number it is searched. */
  readonly id: number
  readonly text: string
  readonly question: string
  readonly readAt: number
}

/** What a file turned out to be. A recording is not opened here: a server plays it. */
export type OpenedFile =
  | { readonly kind: 'proxy' }
  | { readonly kind: 'archive'; readonly proxies: readonly ArchivedProxy[] }
  | { readonly kind: 'recording' }

/** A proxy whose answers a file holds. */
export type ProxyInFile = { readonly id: string; readonly name: string }

/** What the desk does, by name: what it takes and what it gives. */
export type DeskCalls = {
  table: {
    readonly take: { source: ProxySource; table: TableId; arrangement: Arrangement }
    readonly give: TableView
  }
  rows: {
    readonly take: { source: ProxySource; table: TableId; arrangement: Arrangement; from: number; to: number }
    readonly give: readonly RowView[]
  }
  detail: {
    readonly take: { source: ProxySource; table: TableId; index: number }
    readonly give: RowDetail | undefined
  }
  /** The first row that has a name; `undefined` where none has. */
  find: {
    readonly take: { source: ProxySource; table: TableId; name: string }
    readonly give: number | undefined
  }
  export: {
    readonly take: { source: ProxySource; table: TableId; arrangement: Arrangement; format: 'csv' | 'json' }
    readonly give: Blob
  }
  overview: {
    readonly take: { source: ProxySource }
    readonly give: { overview: Overview; gaps: readonly Gap[]; readAt: number }
  }
  bootstrap: {
    readonly take: { source: ProxySource }
    readonly give: { facts: readonly Fact[]; gaps: readonly Gap[]; readAt: number }
  }
  /** What may be asked of a proxy: names and ports that its listeners and routes know. */
  traceHints: {
    readonly take: { source: ProxySource }
    readonly give: { hints: TraceHints; gaps: readonly Gap[]; readAt: number }
  }
  /** The way of a request through a proxy, by its configuration; nothing is sent. */
  trace: {
    readonly take: { source: ProxySource; request: TracedRequest }
    readonly give: { trace: Trace; gaps: readonly Gap[]; readAt: number }
  }
  /** Reads all of a proxy's configuration and keeps it as a moment of this tab. */
  keep: { readonly take: { source: ProxySource; name: string }; readonly give: Moment }
  moments: { readonly take: object; readonly give: readonly Moment[] }
  compare: { readonly take: { a: SideChoice; b: SideChoice }; readonly give: ComparisonView }
  /** One resource of the comparison that was made last. */
  compared: {
    readonly take: { comparison: number; kind: ResourceKind; name: string }
    readonly give: ComparedResource | undefined
  }
  /** A part of the dump as text; see `questionOfPart`. */
  dump: { readonly take: { source: ProxySource; part: DumpPart; names: string }; readonly give: DumpText }
  /** Searches the text that `dump` gave last. */
  search: {
    readonly take: { text: number; wanted: string; isExpression: boolean }
    readonly give: TextSearch
  }
  /** Opens a file with answers of a proxy, or an archive of them, under an id that the page chose. */
  openFile: { readonly take: { id: string; name: string; file: File }; readonly give: OpenedFile }
  /** What was opened under an id; `undefined` when it is not open any more. */
  openedFile: { readonly take: { id: string }; readonly give: OpenedFile | undefined }
  /** The proxies of all open files. */
  openFiles: { readonly take: object; readonly give: readonly ProxyInFile[] }
  /** Forgets what was read of a proxy, or of one table of it, so that the next call asks it again. */
  forget: { readonly take: { source: ProxySource; table?: TableId }; readonly give: undefined }
}
export type DeskCall = keyof DeskCalls

/** From the page to the worker. */
export type DeskRequest =
  | { readonly kind: 'token'; readonly token: string | undefined }
  | {
      readonly kind: 'call'
      readonly id: number
      readonly call: DeskCall
      readonly take: DeskCalls[DeskCall]['take']
    }
  | { readonly kind: 'cancel'; readonly id: number }

/** From the worker to the page. */
export type DeskReply =
  | { readonly kind: 'done'; readonly id: number; readonly give: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: DeskFailure }

/** An error as it crosses from the worker. */
export type DeskFailure =
  | { readonly kind: 'api'; readonly failure: Failure }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'bug'; readonly text: string }
