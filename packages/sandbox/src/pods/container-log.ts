import type { LogLine } from './pod-inside.ts'

type Listener = { readonly line: (line: LogLine) => void; readonly ended: () => void }

/** What one run of a container writes, as long as it runs. */
export class ContainerLog {
  readonly #lines: LogLine[]
  readonly #listeners = new Set<Listener>()
  #ended = false

  constructor(lines: readonly LogLine[] = []) {
    this.#lines = [...lines]
  }

  get lines(): readonly LogLine[] {
    return this.#lines
  }

  get ended(): boolean {
    return this.#ended
  }

  /** @param at RFC 3339; now when left out */
  write(text: string, at = new Date().toISOString()): void {
    if (this.#ended) return
    const line = { at, text }
    this.#lines.push(line)
    for (const listener of this.#listeners) listener.line(line)
  }

  /** Nothing more will come. */
  end(): void {
    this.#ended = true
    for (const listener of this.#listeners) listener.ended()
    this.#listeners.clear()
  }

  follow(listener: Listener): () => void {
    if (this.#ended) listener.ended()
    else this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
