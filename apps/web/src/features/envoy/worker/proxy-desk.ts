import { adminPath, questionsOf } from '@portolan/envoy/ask/admin-question'
import { questionOfPart } from '@portolan/envoy/ask/dump-parts'
import { findInText } from '@portolan/envoy/json/find-in-text'
import type { TextSearch } from '@portolan/envoy/json/find-in-text'
import { overviewOf } from '@portolan/envoy/overview/overview'
import { withoutKeys } from '@portolan/envoy/secrets/without-keys'
import { bootstrapFacts } from '@portolan/envoy/proxy/bootstrap-facts'
import { allTables } from '@portolan/envoy/table/all-tables'
import type { OpenTable, RowView } from '@portolan/envoy/table/open-table'
import type { Place, TableId } from '@portolan/envoy/table/resource-table'
import { valueAt } from '@portolan/envoy/table/table-export'
import { traceHints } from '@portolan/envoy/trace/trace-hints'
import { traceRequest } from '@portolan/envoy/trace/trace-request'
import { csvText } from '../../panel/csv-text.ts'
import type { DeskCalls, DumpText, RowDetail, TableView } from './desk-messages.ts'
import type { OpenFiles } from './open-files.ts'
import { ProxyAnswersReader } from './proxy-answers-reader.ts'
import type { Ask, ReadsAnswers, Told } from './proxy-answers-reader.ts'
import { keyOfSource } from './proxy-source.ts'
import type { PodSource, ProxySource } from './proxy-source.ts'
import { SharedWork } from './shared-work.ts'

/** Proxies whose answers are kept: the ones that were looked at last. */
const mostProxies = 8

type ToldTable = Told & { readonly table: OpenTable }

export type DeskParts = {
  readonly askOf: (source: PodSource) => Ask
  readonly files: OpenFiles
  readonly now: () => number
}

type OpenProxy = {
  readonly reader: Promise<ReadsAnswers>
  readonly tables: Map<TableId, SharedWork<ToldTable>>
}

/**
 * Where proxies are read, beside the page: it asks, parses, and keeps the rows;
 * the page sees only the rows that are in view, so that it never waits for a dump.
 */
export class ProxyDesk {
  readonly #parts: DeskParts
  readonly #proxies = new Map<string, OpenProxy>()
  #lastText: { readonly id: number; readonly text: string } | undefined

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  async table(
    { source, table, arrangement }: DeskCalls['table']['take'],
    signal: AbortSignal,
  ): Promise<TableView> {
    const { table: open, answers, gaps } = await this.#open(source, table, signal)
    const { total, facets } = open
    return { total, facets, shown: open.arranged(arrangement).length, readAt: answers.readAt, gaps }
  }

  async rows(
    { source, table, arrangement, from, to }: DeskCalls['rows']['take'],
    signal: AbortSignal,
  ): Promise<readonly RowView[]> {
    const { table: open } = await this.#open(source, table, signal)
    return [...open.arranged(arrangement).subarray(from, to)].flatMap((index) => open.row(index) ?? [])
  }

  async detail(
    { source, table, index }: DeskCalls['detail']['take'],
    signal: AbortSignal,
  ): Promise<RowDetail | undefined> {
    const told = await this.#open(source, table, signal)
    const detail = told.table.detail(index)
    if (detail === undefined) return undefined
    const { name, facts, place } = detail
    return { name, facts, raw: place === undefined ? undefined : rawAt(place, told) }
  }

  async find(
    { source, table, name }: DeskCalls['find']['take'],
    signal: AbortSignal,
  ): Promise<number | undefined> {
    return (await this.#open(source, table, signal)).table.find(name)
  }

  async export(
    { source, table, arrangement, format }: DeskCalls['export']['take'],
    signal: AbortSignal,
  ): Promise<Blob> {
    const { table: open } = await this.#open(source, table, signal)
    if (format === 'json') {
      const text = `${JSON.stringify(open.records(arrangement), undefined, 2)}\n`
      return new Blob([text], { type: 'application/json' })
    }
    const text = csvText(
      open
        .fields(arrangement)
        .map((fields) => fields.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))),
    )
    return new Blob([text], { type: 'text/csv;charset=utf-8' })
  }

  async overview(
    { source }: DeskCalls['overview']['take'],
    signal: AbortSignal,
  ): Promise<DeskCalls['overview']['give']> {
    const { answers, gaps } = await (await this.#proxy(source).reader).read(questionsOf.overview, signal)
    return { overview: overviewOf(answers), gaps, readAt: answers.readAt }
  }

  async bootstrap(
    { source }: DeskCalls['bootstrap']['take'],
    signal: AbortSignal,
  ): Promise<DeskCalls['bootstrap']['give']> {
    const { answers, gaps } = await (await this.#proxy(source).reader).read(questionsOf.bootstrap, signal)
    return { facts: bootstrapFacts(answers), gaps, readAt: answers.readAt }
  }

  async traceHints(
    { source }: DeskCalls['traceHints']['take'],
    signal: AbortSignal,
  ): Promise<DeskCalls['traceHints']['give']> {
    const questions = [...questionsOf.listeners, ...questionsOf.routes]
    const { answers, gaps } = await (await this.#proxy(source).reader).read(questions, signal)
    return { hints: traceHints(answers.dump), gaps, readAt: answers.readAt }
  }

  async trace(
    { source, request }: DeskCalls['trace']['take'],
    signal: AbortSignal,
  ): Promise<DeskCalls['trace']['give']> {
    const { answers, gaps } = await (await this.#proxy(source).reader).read(questionsOf.trace, signal)
    return { trace: traceRequest(answers, request), gaps, readAt: answers.readAt }
  }

  async dump({ source, part, names }: DeskCalls['dump']['take'], signal: AbortSignal): Promise<DumpText> {
    const question = questionOfPart(part, names)
    const told =
      source.kind === 'file'
        ? await this.#parts.files.answers(source.id)
        : await this.#parts.askOf(source)(question, signal)
    const asked = await told.text()
    const text = asked.endsWith('\n') ? asked.slice(0, -1) : asked
    this.#lastText = { id: (this.#lastText?.id ?? 0) + 1, text }
    return { ...this.#lastText, question: adminPath(question), readAt: this.#parts.now() }
  }

  search({ text: id, wanted, isExpression }: DeskCalls['search']['take']): Promise<TextSearch> {
    const text = this.#lastText?.id === id ? this.#lastText.text : ''
    return Promise.resolve(findInText(text, wanted, isExpression))
  }

  async forget({ source, table }: DeskCalls['forget']['take']): Promise<undefined> {
    const proxy = this.#proxies.get(keyOfSource(source))
    if (table === undefined) proxy?.tables.clear()
    else proxy?.tables.delete(table)
    ;(await proxy?.reader)?.askAgain?.(table === undefined ? undefined : questionsOf[table])
    return undefined
  }

  #open(source: ProxySource, id: TableId, signal: AbortSignal): Promise<ToldTable> {
    const { reader, tables } = this.#proxy(source)
    const known = tables.get(id)
    if (known !== undefined && !known.isBrokenOff) return known.join(signal)
    const opening = new SharedWork((broken) => read(reader, id, broken))
    tables.set(id, opening)
    // What failed or was broken off is asked again by whoever comes next.
    opening.result.catch(() => {
      if (tables.get(id) === opening) tables.delete(id)
    })
    return opening.join(signal)
  }

  async #readerOf(source: ProxySource): Promise<ReadsAnswers> {
    const { askOf, files, now } = this.#parts
    return source.kind === 'pod' ? new ProxyAnswersReader(askOf(source), now) : files.answers(source.id)
  }

  #proxy(source: ProxySource): OpenProxy {
    const key = keyOfSource(source)
    const proxy = this.#proxies.get(key) ?? {
      reader: this.#readerOf(source),
      tables: new Map<TableId, SharedWork<ToldTable>>(),
    }
    this.#proxies.delete(key)
    this.#proxies.set(key, proxy)
    for (const oldest of this.#proxies.keys()) {
      if (this.#proxies.size <= mostProxies) break
      this.#proxies.delete(oldest)
    }
    // A file that could not be read is looked at anew by whoever comes next.
    proxy.reader.catch(() => {
      if (this.#proxies.get(key) === proxy) this.#proxies.delete(key)
    })
    return proxy
  }
}

async function read(reader: Promise<ReadsAnswers>, id: TableId, signal: AbortSignal): Promise<ToldTable> {
  const told = await (await reader).read(questionsOf[id], signal)
  return { ...told, table: allTables[id].open(told.answers) }
}

/** The object behind a row, without keys whatever wrote it. */
function rawAt(place: Place, { answers, asked }: Told): RowDetail['raw'] {
  const document = place.answer === 'dump' ? answers.documents?.[place.document] : answers[place.answer]
  if (document === undefined || typeof document === 'string') return undefined
  const value = valueAt(document, place.path)
  if (value === undefined) return undefined
  const question = place.answer === 'dump' ? (asked[place.document] ?? '') : place.answer
  return { text: JSON.stringify(withoutKeys(value), undefined, 2), path: place.path, question }
}
