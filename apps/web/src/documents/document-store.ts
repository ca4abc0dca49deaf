import type { WorkbenchDocument } from './document.ts'
import { isSameSubject } from './document.ts'
import { addressOf } from './document-address.ts'
import { currentOf, historyOf, replace, revisit, step, visit } from './document-history.ts'
import type { DocumentHistory } from './document-history.ts'

/** One tab. A preview is what the next single click takes for something else. */
export type OpenDocument = {
  readonly id: string
  readonly history: DocumentHistory
  readonly preview: boolean
}

export type DocumentsState = {
  readonly documents: readonly OpenDocument[]
  /** The one that has the address bar. There is always one. */
  readonly active: string
}

/** Where a new tab goes, seen from the active one. */
export type Place = 'here' | 'beside' | 'below'

export type SplitDirection = 'right' | 'below'
export type MoveDirection = 'left' | 'right' | 'above' | 'below' | 'next-group' | 'previous-group'

/** What only whoever lays out the tabs can do. Without it there is one group. */
export type DocumentPlaces = {
  /** The tabs of a document's group in their order, the document among them. */
  readonly groupOf: (id: string) => readonly string[]
  readonly move: (id: string, direction: MoveDirection) => void
  readonly focusGroup: (number: number) => void
  readonly maximise: (id: string) => void
}

/** A change that the browser's history should know: a step of the reader, or a correction of the last one. */
export type Moved = 'step' | 'correction' | 'browser'

const mostClosed = 20

/**
 * The open documents: plain state, no browser and no React. What lays them out,
 * the address bar and the storage all listen to it.
 */
export class DocumentStore {
  readonly #listeners = new Set<(moved: Moved) => void>()
  #state: DocumentsState
  #recent: readonly string[]
  #closed: readonly OpenDocument[] = []
  #placements = new Map<string, Place>()
  #places: DocumentPlaces | undefined
  #lastId = 0

  constructor(first: WorkbenchDocument = { view: 'welcome' }) {
    const one = this.#made(first, false)
    this.#state = { documents: [one], active: one.id }
    this.#recent = [one.id]
  }

  readonly state = (): DocumentsState => this.#state

  readonly subscribe = (listener: (moved: Moved) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get active(): OpenDocument {
    const active = this.find(this.#state.active)
    if (active === undefined) throw new Error('there is no active document')
    return active
  }

  find(id: string): OpenDocument | undefined {
    return this.#state.documents.find((one) => one.id === id)
  }

  /** Puts everything in place of what was open: a stored layout. Documents need distinct ids. */
  restore(documents: readonly OpenDocument[], active: string): void {
    const first = documents[0]
    if (first === undefined) return
    for (const { id } of documents) this.#lastId = Math.max(this.#lastId, Number(id.slice(1)) || 0)
    const known = documents.some(({ id }) => id === active)
    this.#recent = documents.map(({ id }) => id)
    this.#show({ documents, active: known ? active : first.id }, 'correction')
  }

  /**
   * Opens a document, or goes to the tab that shows its subject already.
   * @param how.preview takes the place of the last preview of the same group
   * @param how.place elsewhere than among the active tabs; that is always a tab of its own
   */
  open(document: WorkbenchDocument, how: { readonly preview?: boolean; readonly place?: Place } = {}): void {
    const { preview = false, place = 'here' } = how
    const open = place === 'here' ? this.#showing(document) : undefined
    if (open !== undefined) {
      // Just the pod, nothing in it: what is shown of it there is better than the beginning.
      const bare = document.view === 'pod' && Object.values(document.show).every((one) => one === undefined)
      const history = bare ? open.history : visit(open.history, document)
      this.#put({ ...open, history, preview: open.preview && preview }, 'step')
      return
    }
    const group = this.#groupOf(this.#state.active)
    const reused = preview && place === 'here' ? this.#previewIn(group) : undefined
    if (reused !== undefined) {
      this.#put({ ...reused, history: visit(reused.history, document) }, 'step')
      return
    }
    const one = this.#made(document, preview)
    if (place !== 'here') this.#placements.set(one.id, place)
    const at = this.#state.documents.findIndex(({ id }) => id === this.#state.active) + 1
    this.#show({ documents: this.#state.documents.toSpliced(at, 0, one), active: one.id }, 'step')
  }

  /** Shows something else inside a tab, as a step of its own or (`replace`) as a detail of the same one. */
  change(id: string, document: WorkbenchDocument, how: { readonly replace?: boolean } = {}): void {
    const open = this.find(id)
    if (open === undefined) return
    const history = (how.replace ? replace : visit)(open.history, document)
    // Who works in a preview wants to keep it.
    const preview = open.preview && how.replace === true
    this.#put({ ...open, history, preview }, how.replace ? 'correction' : 'step')
  }

  back(id = this.#state.active): void {
    this.#step(id, -1)
  }

  forward(id = this.#state.active): void {
    this.#step(id, 1)
  }

  canStep(by: number, id = this.#state.active): boolean {
    const open = this.find(id)
    return open !== undefined && step(open.history, by) !== undefined
  }

  /** The browser went to one of its own entries; a tab that was closed since opens again. */
  goTo(id: string, document: WorkbenchDocument): void {
    const open = this.find(id)
    if (open !== undefined) {
      this.#put({ ...open, history: revisit(open.history, document) }, 'browser')
      return
    }
    const closed = this.#closed.find((one) => one.id === id)
    this.#closed = this.#closed.filter((one) => one.id !== id)
    const one =
      closed === undefined
        ? { id, history: historyOf(document), preview: false }
        : { ...closed, history: revisit(closed.history, document) }
    this.#lastId = Math.max(this.#lastId, Number(id.slice(1)) || 0)
    this.#show({ documents: [...this.#state.documents, one], active: one.id }, 'browser')
  }

  activate(id: string): void {
    if (id !== this.#state.active && this.find(id) !== undefined)
      this.#show({ ...this.#state, active: id }, 'step')
  }

  /** A preview stays from now on. */
  keep(id = this.#state.active): void {
    const open = this.find(id)
    if (open?.preview === true) this.#put({ ...open, preview: false }, 'correction', this.#state.active)
  }

  /** Closes tabs; where none would be left, the welcome document comes. */
  close(...ids: readonly string[]): void {
    const going = this.#state.documents.filter(({ id }) => ids.includes(id))
    if (going.length === 0) return
    const left = this.#state.documents.filter(({ id }) => !ids.includes(id))
    const documents = left.length > 0 ? left : [this.#made({ view: 'welcome' }, false)]
    const gone = going.filter(({ history }) => left.length > 0 || currentOf(history).view !== 'welcome')
    if (gone.length === 0) return
    this.#closed = [...gone, ...this.#closed].slice(0, mostClosed)
    this.#recent = this.#recent.filter((id) => !ids.includes(id))
    const stays = documents.some(({ id }) => id === this.#state.active)
    const next = stays ? this.#state.active : (this.#recent[0] ?? documents[0]?.id ?? '')
    this.#show({ documents, active: next }, 'step')
  }

  closeOthers(id = this.#state.active): void {
    this.close(...this.#groupOf(id).filter((other) => other !== id))
  }

  get canReopen(): boolean {
    return this.#closed.length > 0
  }

  reopenClosed(): void {
    const [last, ...rest] = this.#closed
    if (last === undefined) return
    this.#closed = rest
    this.#show(
      { documents: [...this.#state.documents, { ...last, preview: false }], active: last.id },
      'step',
    )
  }

  /** The next (1) or previous (-1) tab of the same group, around the end. */
  cycle(by: 1 | -1): void {
    const group = this.#groupOf(this.#state.active)
    const at = group.indexOf(this.#state.active)
    const next = group[(at + by + group.length) % group.length]
    if (next !== undefined) this.activate(next)
  }

  /** The same document once more, in a group of its own. */
  split(direction: SplitDirection, id = this.#state.active): void {
    const open = this.find(id)
    if (open === undefined) return
    this.open(currentOf(open.history), { place: direction === 'right' ? 'beside' : 'below' })
  }

  move(direction: MoveDirection, id = this.#state.active): void {
    this.#places?.move(id, direction)
  }

  focusGroup(number: number): void {
    this.#places?.focusGroup(number)
  }

  maximise(id = this.#state.active): void {
    this.#places?.maximise(id)
  }

  /** Who lays out the tabs announces itself; the returned function takes it back. */
  layOutBy(places: DocumentPlaces): () => void {
    this.#places = places
    return () => {
      if (this.#places === places) this.#places = undefined
    }
  }

  /** Where a new tab wants to be; asked once, by who lays out. */
  placementOf(id: string): Place {
    const place = this.#placements.get(id) ?? 'here'
    this.#placements.delete(id)
    return place
  }

  #made(document: WorkbenchDocument, preview: boolean): OpenDocument {
    return { id: `d${++this.#lastId}`, history: historyOf(document), preview }
  }

  #groupOf(id: string): readonly string[] {
    return this.#places?.groupOf(id) ?? this.#state.documents.map((one) => one.id)
  }

  #showing(document: WorkbenchDocument): OpenDocument | undefined {
    const group = this.#groupOf(this.#state.active)
    const fitting = this.#state.documents.filter(({ history }) => isSameSubject(currentOf(history), document))
    return (
      fitting.find(({ id }) => id === this.#state.active) ??
      fitting.find(({ id }) => group.includes(id)) ??
      fitting[0]
    )
  }

  #previewIn(group: readonly string[]): OpenDocument | undefined {
    return this.#state.documents.find(({ id, preview }) => preview && group.includes(id))
  }

  #step(id: string, by: number): void {
    const open = this.find(id)
    const history = open && step(open.history, by)
    if (open !== undefined && history !== undefined) this.#put({ ...open, history }, 'step')
  }

  #put(changed: OpenDocument, moved: Moved, active = changed.id): void {
    const documents = this.#state.documents.map((one) => (one.id === changed.id ? changed : one))
    this.#show({ documents, active }, moved)
  }

  #show(state: DocumentsState, moved: Moved): void {
    this.#state = state
    this.#recent = [state.active, ...this.#recent.filter((id) => id !== state.active)]
    for (const listener of this.#listeners) listener(moved)
  }
}

/** Where a document leads, for the address bar. */
export function addressOfOpen({ history }: OpenDocument): string {
  return addressOf(currentOf(history))
}

export const documents = new DocumentStore()
