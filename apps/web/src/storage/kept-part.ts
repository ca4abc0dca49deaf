import * as z from 'zod/mini'

/** Written into every part; a part of another version is not read. */
const version = 1

/** Where a part of the layout is kept. A page that may store nothing still works, it only forgets. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** What was found under a key: nothing yet, something that cannot be read, or the part. */
export type Kept<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'kept'; readonly value: T }

/** Reads one part of the layout. Each stands under a key of its own, so that one that is damaged costs only itself. */
export function readPart<S extends z.core.$ZodType>(shelf: Shelf, key: string, schema: S): Kept<z.output<S>> {
  try {
    const text = shelf.getItem(key)
    if (text === null) return { kind: 'none' }
    const stored = z.parse(z.object({ version: z.literal(version), value: z.unknown() }), JSON.parse(text))
    return { kind: 'kept', value: z.parse(schema, stored.value) }
  } catch {
    return { kind: 'damaged' }
  }
}

/** Keeps one part. @returns false where storage is full or refused */
export function writePart(shelf: Shelf, key: string, value: unknown): boolean {
  try {
    shelf.setItem(key, JSON.stringify({ version, value }))
    return true
  } catch {
    return false
  }
}
