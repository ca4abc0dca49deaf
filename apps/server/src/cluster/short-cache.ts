/**
 * Answers shared by everyone who asks for the same thing as the same identity
 * within a short time: one request in flight, its result kept for `keepMs`
 * milliseconds. Failures are kept too, but briefly, so that a view that is
 * opened again tries again. The caller's signal does not cancel the shared
 * request; `fetch` bounds itself.
 */
export class ShortCache<T> {
  readonly #keepMs: number
  readonly #entries = new Map<string, { readonly value: Promise<T>; until: number }>()

  constructor(keepMs: number) {
    this.#keepMs = keepMs
  }

  get(key: string, fetch: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key)
    if (known !== undefined && known.until > performance.now()) return known.value
    this.#forgetOld()
    const value = fetch()
    const entry = { value, until: Infinity }
    this.#entries.set(key, entry)
    value.then(
      () => (entry.until = performance.now() + this.#keepMs),
      () => (entry.until = performance.now() + Math.min(this.#keepMs, 1000)),
    )
    return value
  }

  /** Forgets one answer, or all. */
  drop(key?: string): void {
    if (key === undefined) this.#entries.clear()
    else this.#entries.delete(key)
  }

  #forgetOld(): void {
    const now = performance.now()
    for (const [key, entry] of this.#entries) if (entry.until <= now) this.#entries.delete(key)
  }
}
