import type { SnapshotProgress } from '../snapshot/take-snapshot.ts'
import type { Terminal } from './terminal.ts'

/** Where lines cannot be replaced, so many are printed in all. */
const plainLines = 20

/** Shows how far a snapshot is: one line that is replaced, or a line now and then where stderr is no terminal. */
export class SnapshotProgressLine implements Disposable {
  readonly #terminal: Terminal
  #shown = -1
  #open = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  show({ done, total, doing }: SnapshotProgress): void {
    const what = doing === 'archive' ? 'packing' : doing
    const line = `${done} of ${total} pods`
    const { replaceLine, complain } = this.#terminal
    if (replaceLine !== undefined) {
      replaceLine(what === undefined ? line : `${line}  ${what}`)
      this.#open = true
      return
    }
    const step = total === 0 ? 0 : Math.floor((done / total) * plainLines)
    if (step === this.#shown) return
    this.#shown = step
    complain(line)
  }

  /** Leaves the line, so that what follows begins on one of its own. */
  [Symbol.dispose](): void {
    if (this.#open) this.#terminal.replaceLine?.('')
    this.#open = false
  }
}
