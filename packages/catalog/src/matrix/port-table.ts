import type { MatrixPort } from '@portolan/contract/matrix'

/**
 * Ports that are alike in every respect, once each: thousands of pods have the
 * same ones, and an answer that repeats them is ten times as long.
 */
export class PortTable {
  readonly #places = new Map<string, number>()
  readonly #ports: MatrixPort[] = []
  /** Rows that are kept from one answer to the next bring the same objects. */
  readonly #known = new Map<MatrixPort, number>()

  /** The place of a port in the table. */
  placeOf(port: MatrixPort): number {
    const before = this.#known.get(port)
    if (before !== undefined) return before
    const text = JSON.stringify(port)
    const place = this.#places.get(text) ?? this.#ports.push(port) - 1
    this.#places.set(text, place)
    this.#known.set(port, place)
    return place
  }

  /** The table's own object of a port. */
  alikeOf(port: MatrixPort): MatrixPort {
    return this.#ports[this.placeOf(port)] ?? port
  }

  all(): MatrixPort[] {
    return [...this.#ports]
  }
}
