/** A strip that no box stands in; each line that runs along it gets a lane of its own. */
export class Lanes {
  readonly #first: number
  readonly #step: number
  #taken = 0

  constructor(first: number, step: number) {
    this.#first = first
    this.#step = step
  }

  take(): number {
    const lane = this.#first + this.#step * this.#taken
    this.#taken += 1
    return lane
  }
}
