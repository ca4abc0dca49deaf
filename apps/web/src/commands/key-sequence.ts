import { isEnabled } from './command.ts'
import type { Command } from './command.ts'
import { isModifier, parseKeys, pressIs } from './keys.ts'
import type { Chord, KeyPress } from './keys.ts'

/** What one press comes to. */
export type KeyOutcome =
  /** Nobody's keys: the browser's or the element's own. */
  | { readonly kind: 'none' }
  /** The beginning of a sequence; `begun` is how a command writes what was pressed so far. */
  | { readonly kind: 'waiting'; readonly begun: string }
  | { readonly kind: 'run'; readonly command: Command }
  /** A sequence that leads nowhere; the press is swallowed with it. */
  | { readonly kind: 'dropped' }

type Bound = { readonly command: Command; readonly keys: string; readonly chords: readonly Chord[] }

/** Follows presses through the keys of commands, from chord to chord. */
export class KeySequence {
  readonly #mac: boolean
  #pressed: KeyPress[] = []

  constructor(mac: boolean) {
    this.#mac = mac
  }

  /** @param candidates the commands whose keys count where the press happened */
  press(press: KeyPress, candidates: readonly Command[]): KeyOutcome {
    if (isModifier(press)) return { kind: 'none' }
    const begun = this.#pressed.length > 0
    const pressed = [...this.#pressed, press]
    this.#pressed = []
    const fitting = candidates.filter(isEnabled).flatMap((command) => this.#fitting(command, pressed))
    const whole = fitting.find(({ chords }) => chords.length === pressed.length)
    if (whole !== undefined) return { kind: 'run', command: whole.command }
    const first = fitting[0]
    if (first !== undefined) {
      this.#pressed = pressed
      return { kind: 'waiting', begun: first.keys.split(' ').slice(0, pressed.length).join(' ') }
    }
    return { kind: begun ? 'dropped' : 'none' }
  }

  /** Forgets a sequence that was begun. */
  reset(): void {
    this.#pressed = []
  }

  #fitting(command: Command, pressed: readonly KeyPress[]): readonly Bound[] {
    return (command.keys ?? [])
      .map((keys): Bound => ({ command, keys, chords: chordsOf(keys) }))
      .filter(({ chords }) =>
        pressed.every((press, index) => {
          const chord = chords[index]
          return chord !== undefined && pressIs(press, chord, this.#mac)
        }),
      )
  }
}

const parsed = new Map<string, readonly Chord[]>()

/** Parsed once: every press goes through every command. */
function chordsOf(keys: string): readonly Chord[] {
  let chords = parsed.get(keys)
  if (chords === undefined) parsed.set(keys, (chords = parseKeys(keys)))
  return chords
}
