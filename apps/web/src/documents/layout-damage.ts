/** A part of the layout that could not be read and was begun anew. */
export type LayoutPart = 'documents' | 'dock' | 'pins' | 'recents'

/** Parts that were lost, until somebody tells the reader. */
class LayoutDamage {
  readonly #listeners = new Set<() => void>()
  #parts: readonly LayoutPart[] = []

  readonly parts = (): readonly LayoutPart[] => this.#parts

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  note(part: LayoutPart): void {
    this.#set([...this.#parts, part])
  }

  told(): void {
    if (this.#parts.length > 0) this.#set([])
  }

  #set(parts: readonly LayoutPart[]): void {
    this.#parts = parts
    for (const listener of this.#listeners) listener()
  }
}

export const layoutDamage = new LayoutDamage()
