import * as z from 'zod/mini'
import { browserShelf } from '../storage/browser-shelves.ts'
import { readPart, writePart } from '../storage/kept-part.ts'
import type { Shelf } from '../storage/kept-part.ts'
import { layoutDamage } from './layout-damage.ts'
import type { LayoutPart } from './layout-damage.ts'

const podBookmark = z.object({
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** What the pod was made by: that finds its successor when it is replaced. */
  workload: z.optional(z.object({ kind: z.string(), name: z.string() })),
})
/** A pod that somebody pinned, or looked at not long ago. */
export type PodBookmark = Readonly<z.infer<typeof podBookmark>>

const keys = { pins: 'portolan.pins', recents: 'portolan.recents' } as const
const bookmarks = z.array(podBookmark)
const mostPins = 50
const mostRecents = 20

type Marks = { readonly pins: readonly PodBookmark[]; readonly recents: readonly PodBookmark[] }

/** Pins and recents, kept in this browser for all its tabs. What cannot be read is forgotten, and nothing else with it. */
export class LayoutStore {
  readonly #listeners = new Set<() => void>()
  readonly #shelf: Shelf
  readonly #damaged: (part: LayoutPart) => void
  #marks: Marks

  constructor(shelf: Shelf, damaged: (part: LayoutPart) => void) {
    this.#shelf = shelf
    this.#damaged = damaged
    this.#marks = this.#readAll()
  }

  readonly pins = (): readonly PodBookmark[] => this.#marks.pins
  /** The latest first. */
  readonly recents = (): readonly PodBookmark[] => this.#marks.recents

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  isPinned(pod: PodBookmark): boolean {
    return this.#marks.pins.some((pin) => isSamePod(pin, pod))
  }

  togglePin(pod: PodBookmark): void {
    const others = this.#marks.pins.filter((pin) => !isSamePod(pin, pod))
    this.#set({ pins: this.isPinned(pod) ? others : [...others, pod].slice(-mostPins) })
  }

  noteRecent(pod: PodBookmark): void {
    const [newest] = this.#marks.recents
    if (newest !== undefined && isSamePod(newest, pod) && newest.workload?.name === pod.workload?.name) return
    const others = this.#marks.recents.filter((one) => !isSamePod(one, pod))
    this.#set({ recents: [pod, ...others].slice(0, mostRecents) })
  }

  /** Another tab may have written. */
  readonly reload = (): void => {
    this.#marks = this.#readAll()
    this.#tell()
  }

  #readAll(): Marks {
    return { pins: this.#read('pins'), recents: this.#read('recents') }
  }

  #read(part: 'pins' | 'recents'): readonly PodBookmark[] {
    const kept = readPart(this.#shelf, keys[part], bookmarks)
    if (kept.kind === 'damaged') this.#damaged(part)
    return kept.kind === 'kept' ? kept.value : []
  }

  #set(change: Partial<Marks>): void {
    this.#marks = { ...this.#marks, ...change }
    if (change.pins !== undefined) writePart(this.#shelf, keys.pins, change.pins)
    if (change.recents !== undefined) writePart(this.#shelf, keys.recents, change.recents)
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

export function isSamePod(a: PodBookmark, b: PodBookmark): boolean {
  return a.cluster === b.cluster && a.namespace === b.namespace && a.name === b.name
}

export const layoutStore = new LayoutStore(browserShelf, (part) => layoutDamage.note(part))

/** Pins and recents are the same in all tabs of a browser. */
export function followOtherTabs(): void {
  addEventListener('storage', ({ key }) => {
    if (key === null || key === keys.pins || key === keys.recents) layoutStore.reload()
  })
}
