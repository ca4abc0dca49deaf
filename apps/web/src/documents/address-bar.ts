import { useSyncExternalStore } from 'react'
import { readExplorerSearch } from '../features/explorer/explorer-search.ts'
import type { ExplorerSearch } from '../features/explorer/explorer-search.ts'
import { addressOf, documentAt } from './document-address.ts'
import { currentOf } from './document-history.ts'
import { documents } from './document-store.ts'
import type { DocumentStore, Moved } from './document-store.ts'
import { parseSearch, stringifySearch } from './search-text.ts'
import { DocumentShelf } from './stored-documents.ts'
import { layoutDamage } from './layout-damage.ts'
import { browserShelf, tabShelf } from '../storage/browser-shelves.ts'
import { writeLater } from '../storage/write-later.ts'

export const documentShelf = new DocumentShelf(tabShelf, browserShelf)

/**
 * The address bar shows the active document, with what the explorer is filtered
 * by. Every step of the reader is an entry of the browser's history, in the order
 * in which they were taken, whichever document they were taken in.
 */
class AddressBar {
  readonly #documents: DocumentStore
  readonly #listeners = new Set<() => void>()
  #explorer: ExplorerSearch = {}

  constructor(store: DocumentStore) {
    this.#documents = store
  }

  readonly explorer = (): ExplorerSearch => this.#explorer

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens what was open in this browser tab and what the address names; called once, before the first screen. */
  start(): void {
    this.#takeExplorer()
    this.#restore()
    this.#write('correction')
    this.#documents.subscribe((moved) => this.#write(moved))
    addEventListener('popstate', () => {
      this.#takeExplorer()
      this.#documents.goTo(idOfEntry() ?? this.#documents.active.id, shownDocument())
    })
    const keepSoon = writeLater(() => documentShelf.writeDocuments(this.#documents.state()))
    this.#documents.subscribe(keepSoon)
    keepSoon()
  }

  /** Filters the explorer; typing makes no history. */
  filter(explorer: ExplorerSearch): void {
    this.#explorer = explorer
    this.#write('correction')
    for (const listener of this.#listeners) listener()
  }

  /** The address of the active view, whole, without token. */
  get address(): string {
    return `${location.origin}${addressOf(currentOf(this.#documents.active.history))}`
  }

  /** A new browser tab begins with what the last one had, unless a link says what it is for. */
  #restore(): void {
    const wanted = shownDocument()
    const linked = wanted.view !== 'welcome' || wanted.cluster !== undefined
    if (!linked || documentShelf.isReturning) {
      const kept = documentShelf.readDocuments()
      if (kept.kind === 'damaged') layoutDamage.note('documents')
      if (kept.kind === 'kept')
        this.#documents.restore(kept.value.documents, idOfEntry() ?? kept.value.active)
      if (kept.kind === 'kept' && !linked) return
    }
    const id = idOfEntry()
    if (id !== undefined && this.#documents.find(id) !== undefined) this.#documents.goTo(id, wanted)
    else if (documentShelf.isReturning) this.#documents.open(wanted)
    else this.#documents.change(this.#documents.active.id, wanted, { replace: true })
  }

  #takeExplorer(): void {
    this.#explorer = readExplorerSearch(parseSearch(location.search))
    for (const listener of this.#listeners) listener()
  }

  #write(moved: Moved): void {
    const { id, history: shown } = this.#documents.active
    const address = withExplorer(addressOf(currentOf(shown)), this.#explorer)
    const same = idOfEntry() === id && address === `${location.pathname}${location.search}`
    if (same) return
    const entry = { document: id }
    // Whole, because a path that begins with two slashes would name another host.
    const whole = `${location.origin}${address}`
    if (moved === 'step') history.pushState(entry, '', whole)
    else history.replaceState(entry, '', whole)
  }
}

export const addressBar = new AddressBar(documents)

/** What the explorer is filtered by, and the way to change a part of it. */
export function useExplorerSearch(): readonly [ExplorerSearch, (change: ExplorerSearch) => void] {
  const search = useSyncExternalStore(addressBar.subscribe, addressBar.explorer)
  return [search, (change) => addressBar.filter({ ...addressBar.explorer(), ...change })]
}

function shownDocument() {
  return documentAt(location.pathname, withoutExplorer(location.search))
}

function withExplorer(address: string, { q, show }: ExplorerSearch): string {
  const extra = stringifySearch({ q, show })
  if (extra === '') return address
  return address.includes('?') ? `${address}&${extra.slice(1)}` : `${address}${extra}`
}

function withoutExplorer(search: string): string {
  const { q: _q, show: _show, ...rest } = parseSearch(search)
  return stringifySearch(rest)
}

function idOfEntry(): string | undefined {
  const state: unknown = history.state
  if (typeof state !== 'object' || state === null) return undefined
  const id: unknown = Reflect.get(state, 'document')
  return typeof id === 'string' && /^d[0-9]{1,9}$/.test(id) ? id : undefined
}
