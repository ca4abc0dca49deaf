import { parseKeys } from './keys.ts'
import type { Chord } from './keys.ts'

const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
  Delete: 'Del',
}

const macNames: Readonly<Record<string, string>> = {
  ...keyNames,
  Enter: '↩',
  Escape: '⎋',
  Tab: '⇥',
  PageUp: '⇞',
  PageDown: '⇟',
  Home: '↖',
  End: '↘',
  Delete: '⌦',
  Backspace: '⌫',
}

/**
 * Keys as they stand on the keyboard, one text a chord: `Ctrl+Shift+P`, or
 * `⇧⌘P` on a Mac, in the order that Apple's guidelines give.
 */
export function keyLabels(keys: string, mac: boolean): readonly string[] {
  return parseKeys(keys).map((chord) => (mac ? macLabel(chord) : usualLabel(chord)))
}

/** One text for a hint or a menu; a sequence has its chords side by side. */
export function keyText(keys: string, mac: boolean): string {
  return keyLabels(keys, mac).join(' ')
}

function usualLabel({ mod, ctrl, alt, shift, key }: Chord): string {
  return [mod && 'Ctrl', ctrl && 'Win', alt && 'Alt', shift && 'Shift', keyNames[key] ?? key]
    .filter((part) => part !== false)
    .join('+')
}

function macLabel({ mod, ctrl, alt, shift, key }: Chord): string {
  return [ctrl && '⌃', alt && '⌥', shift && '⇧', mod && '⌘', macNames[key] ?? key]
    .filter((part) => part !== false)
    .join('')
}

/** As `aria-keyshortcuts` wants the first chord: `Control+Shift+P`, `Meta+K`. */
export function ariaKeys(keys: string, mac: boolean): string {
  return parseKeys(keys)
    .map(({ mod, ctrl, alt, shift, key }) =>
      [
        mod && (mac ? 'Meta' : 'Control'),
        ctrl && (mac ? 'Control' : 'Meta'),
        alt && 'Alt',
        shift && 'Shift',
        key,
      ]
        .filter((part) => part !== false)
        .join('+'),
    )
    .join(' ')
}
