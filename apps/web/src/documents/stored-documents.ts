import * as z from 'zod/mini'
import { addressOf, documentOfAddress } from './document-address.ts'
import type { DocumentsState, OpenDocument } from './document-store.ts'
import { readPart, writePart } from '../storage/kept-part.ts'
import type { Kept, Shelf } from '../storage/kept-part.ts'

const documentsKey = 'portolan.documents'
const dockKey = 'portolan.dock'

/** More than anybody keeps an eye on; what is read is held to it, so what is written is too. */
const mostDocuments = 200

const storedDocuments = z.object({
  active: z.string(),
  documents: z
    .array(
      z.object({
        id: z.string().check(z.regex(/^d[0-9]{1,9}$/)),
        preview: z.boolean(),
        at: z.number().check(z.int(), z.nonnegative()),
        addresses: z.array(z.string().check(z.startsWith('/'), z.maxLength(8_000))).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1), z.maxLength(mostDocuments)),
})

/** What was open, as it is restored. */
export type StoredDocuments = { readonly active: string; readonly documents: readonly OpenDocument[] }

/**
 * The open documents and their places of one browser tab. Each tab has its own
 * (sessionStorage), so that two tabs do not fight; the last one that changed is
 * also what a new tab starts with (localStorage).
 */
export class DocumentShelf {
  readonly #tab: Shelf
  readonly #all: Shelf

  constructor(tab: Shelf, all: Shelf) {
    this.#tab = tab
    this.#all = all
  }

  readDocuments(): Kept<StoredDocuments> {
    const kept = this.#read(documentsKey, storedDocuments)
    if (kept.kind !== 'kept') return kept
    const { active, documents } = kept.value
    const ids = new Set(documents.map(({ id }) => id))
    if (ids.size !== documents.length || documents.some(({ at, addresses }) => at >= addresses.length)) {
      return { kind: 'damaged' }
    }
    return {
      kind: 'kept',
      value: {
        active,
        documents: documents.map(({ id, preview, at, addresses }) => ({
          id,
          preview,
          history: { entries: addresses.map(documentOfAddress), at },
        })),
      },
    }
  }

  writeDocuments({ active, documents }: DocumentsState): void {
    this.#write(documentsKey, {
      active,
      documents: documents.slice(-mostDocuments).map(({ id, preview, history }) => ({
        id,
        preview,
        at: history.at,
        addresses: history.entries.map(addressOf),
      })),
    })
  }

  /** The layout in dockview's own words; whether it means anything is its to say. */
  readDock(): Kept<unknown> {
    return this.#read(dockKey, z.unknown())
  }

  writeDock(layout: unknown): void {
    this.#write(dockKey, layout)
  }

  /** Whether this browser tab had documents before: it was reloaded, or restored. */
  get isReturning(): boolean {
    return readPart(this.#tab, documentsKey, z.unknown()).kind !== 'none'
  }

  #read<S extends z.core.$ZodType>(key: string, schema: S): Kept<z.output<S>> {
    const own = readPart(this.#tab, key, schema)
    return own.kind === 'none' ? readPart(this.#all, key, schema) : own
  }

  #write(key: string, value: unknown): void {
    writePart(this.#tab, key, value)
    writePart(this.#all, key, value)
  }
}
