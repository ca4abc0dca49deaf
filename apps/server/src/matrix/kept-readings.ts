import { isDeepStrictEqual } from 'node:util'

/** Readings by name. One that says what it said before stays the same object, however often it is read anew. */
export class KeptReadings<T> {
  #latest: ReadonlyMap<string, T> = new Map()

  /** What was read now; what is not among it is forgotten. */
  renew(read: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
    const before = this.#latest
    this.#latest = new Map(
      Array.from(read, ([name, value]) => {
        const known = before.get(name)
        return [name, known !== undefined && isDeepStrictEqual(known, value) ? known : value]
      }),
    )
    return this.#latest
  }
}
