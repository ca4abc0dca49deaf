import { adminPath, questionsOf } from '@portolan/envoy/ask/admin-question'
import { questionOfPart } from '@portolan/envoy/ask/dump-parts'
import { findInText } from '@portolan/envoy/json/find-in-text'
import type { TextSearch } from '@portolan/envoy/json/find-in-text'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import { overviewOf } from '@portolan/envoy/overview/overview'
import { withoutKeys } from '@portolan/envoy/secrets/without-keys'
import { bootstrapFacts } from '@portolan/envoy/proxy/bootstrap-facts'
import { allTables } from '@portolan/envoy/table/all-tables'
import type { OpenTable, RowView } from '@portolan/envoy/table/open-table'
import type { Place, TableId } from '@portolan/envoy/table/resource-table'
import { valueAt } from '@portolan/envoy/table/table-export'
import { csvText } from '../../panel/csv-text.ts'
import type { DeskCalls, DumpText, RowDetail, TableView } from './desk-messages.ts'
import { FileAnswers, longestFile } from './file-answers.ts'
import { ProxyAnswersReader } from './proxy-answers-reader.ts'
import type { Ask, ReadsAnswers, Told } from './proxy-answers-reader.ts'
import { keyOfSource } from './proxy-source.ts'
import type { ProxySource } from './proxy-source.ts'
import { SharedWork } from './shared-work.ts'

/** Proxies whose answers are kept: the ones that were looked at last. */
const mostProxies = 8

type ToldTable = Told & { readonly table: OpenTable }

type OpenProxy = {
  readonly reader: ReadsAnswers
  readonly tables: Map<TableId, SharedWork<ToldTable>>
}

/**
 * Where proxies are read, beside the page: it asks, parses, and keeps the rows;
 * the page sees only the rows that are in view, so that it never waits for a dump.
 */
export class ProxyDesk {
  readonly #askOf: (source: ProxySource) => Ask
  readonly #now: () => number
  readonly #files = new Map<string, FileAnswers>()
  readonly #proxies = new Map<string, OpenProxy>()
  #lastText: { readonly id: number; readonly text: string } | undefined

  constructor(askOf: (source: ProxySource) => Ask, now: () => number = Date.now) {
    this.#askOf = askOf
    this.#now = now
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
    const { answers, gaps } = await this.#proxy(source).reader.read(questionsOf.overview, signal)
    return { overview: overviewOf(answers), gaps, readAt: answers.readAt }
  }

  async bootstrap(
    { source }: DeskCalls['bootstrap']['take'],
    signal: AbortSignal,
  ): Promise<DeskCalls['bootstrap']['give']> {
    const { answers, gaps } = await this.#proxy(source).reader.read(questionsOf.bootstrap, signal)
    return { facts: bootstrapFacts(answers), gaps, readAt: answers.readAt }
  }

  async dump({ source, part, names }: DeskCalls['dump']['take'], signal: AbortSignal): Promise<DumpText> {
    const question = questionOfPart(part, names)
    const answer =
      source.kind === 'file' ? this.#fileOf(source.id) : await this.#askOf(source)(question, signal)
    const asked = await answer.text()
    const text = asked.endsWith('\n') ? asked.slice(0, -1) : asked
    this.#lastText = { id: (this.#lastText?.id ?? 0) + 1, text }
    return { ...this.#lastText, question: adminPath(question), readAt: this.#now() }
  }

  search({ text: id, wanted, isExpression }: DeskCalls['search']['take']): Promise<TextSearch> {
    const text = this.#lastText?.id === id ? this.#lastText.text : ''
    return Promise.resolve(findInText(text, wanted, isExpression))
  }

  /** Opens a file; the newest of them are kept. @throws EnvoyAnswerError */
  async openFile({ id, name, file }: DeskCalls['openFile']['take'], signal: AbortSignal): Promise<undefined> {
    if (file.size > longestFile) throw new EnvoyAnswerError('This file is too large to be read in a browser.')
    this.#files.set(id, await FileAnswers.open(file, name, this.#now(), signal))
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= mostProxies) break
      this.#files.delete(oldest)
    }
    return undefined
  }

  hasFile({ id }: DeskCalls['hasFile']['take']): Promise<boolean> {
    return Promise.resolve(this.#files.has(id))
  }

  forget({ source }: DeskCalls['forget']['take']): Promise<undefined> {
    this.#proxies.delete(keyOfSource(source))
    return Promise.resolve(undefined)
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

  #readerOf(source: ProxySource): ReadsAnswers {
    if (source.kind === 'pod') return new ProxyAnswersReader(this.#askOf(source), this.#now)
    return this.#fileOf(source.id)
  }

  /** @throws EnvoyAnswerError when it was closed, or opened in another life of this tab */
  #fileOf(id: string): FileAnswers {
    const file = this.#files.get(id)
    if (file === undefined) throw new EnvoyAnswerError('This file is not open any more.')
    return file
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
    return proxy
  }
}

async function read(reader: ReadsAnswers, id: TableId, signal: AbortSignal): Promise<ToldTable> {
  const told = await reader.read(questionsOf[id], signal)
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
