import type { Command } from './command.ts'

/** Every command of the workbench. Parts bring theirs when they are there, and take them when they go. */
export class CommandRegistry {
  readonly #lists = new Set<readonly Command[]>()
  readonly #listeners = new Set<() => void>()
  #commands: readonly Command[] = []

  /** Adds commands; the function that it gives back takes them away again. */
  register(list: readonly Command[]): () => void {
    // The same list may be registered twice, by two documents side by side.
    const own = [...list]
    this.#lists.add(own)
    this.#changed()
    return () => {
      this.#lists.delete(own)
      this.#changed()
    }
  }

  /** In the order of registration; of one id the latest. The same array until something changes. */
  readonly list = (): readonly Command[] => this.#commands

  find(id: string): Command | undefined {
    return this.#commands.find((command) => command.id === id)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    const byId = new Map([...this.#lists].flat().map((command) => [command.id, command]))
    this.#commands = [...byId.values()]
    for (const listener of this.#listeners) listener()
  }
}

export const commands = new CommandRegistry()
