/** One press: modifiers and a key. `mod` is Command on a Mac, Control elsewhere. */
export type Chord = {
  readonly mod: boolean
  /** Control on a Mac; elsewhere the same as `mod`, so it is written `mod` there. */
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  /** As `KeyboardEvent.key` names it, letters in upper case. */
  readonly key: string
}

/** What of a `KeyboardEvent` tells a chord. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const named = new Set([
  'Enter',
  'Escape',
  'Tab',
  'Space',
  'Delete',
  'Backspace',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'ContextMenu',
])

/** Where a sign lies on most keyboards, for layouts that type another one there. */
const codes: Readonly<Record<string, string>> = {
  '\\': 'Backslash',
  '/': 'Slash',
  ',': 'Comma',
  '.': 'Period',
  ';': 'Semicolon',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '`': 'Backquote',
  '-': 'Minus',
  '=': 'Equal',
}

/**
 * Reads keys as commands write them: `mod+shift+P`, `alt+PageDown`, `?`, or a
 * sequence with spaces between its chords, `alt+K W`.
 * @throws Error for anything else: it is a fault in the list of commands.
 */
export function parseKeys(text: string): readonly Chord[] {
  return text.split(' ').map((chord) => parseChord(chord, text))
}

function parseChord(text: string, whole: string): Chord {
  // The plus sign itself may be the key: `mod++`.
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+')
  const key = parts.at(-1) ?? ''
  const modifiers = new Set(parts.slice(0, -1))
  const unknown = [...modifiers].filter((one) => !['mod', 'ctrl', 'alt', 'shift'].includes(one))
  if (unknown.length > 0 || !isKey(key)) throw new Error(`no keys: ${whole}`)
  return {
    mod: modifiers.has('mod'),
    ctrl: modifiers.has('ctrl'),
    alt: modifiers.has('alt'),
    shift: modifiers.has('shift'),
    key: key.length === 1 ? key.toUpperCase() : key,
  }
}

function isKey(text: string): boolean {
  return text.length === 1 || named.has(text) || /^F([1-9]|1[0-2])$/.test(text)
}

/**
 * Whether a press is a chord. Letters are taken by what they type, and by where
 * they lie when the layout types no Latin letter there (Cyrillic, an input
 * method, or a Mac's Option key).
 */
export function pressIs(press: KeyPress, chord: Chord, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey
  const ctrl = mac ? press.ctrlKey : press.metaKey
  if (mod !== chord.mod || ctrl !== chord.ctrl || press.altKey !== chord.alt) return false
  const { key } = chord
  // Whether `?` takes Shift is the layout's affair.
  if (isSign(key) && press.key === key && !chord.shift) return true
  if (press.shiftKey !== chord.shift) return false
  if (key === 'Space') return press.code === 'Space'
  if (key.length > 1) return press.key === key
  if (isDigit(key)) return press.key === key || press.code === `Digit${key}`
  if (isSign(key)) return press.key === key || (isHeld(chord) && press.code === codes[key])
  return isLatin(press.key) ? press.key.toUpperCase() === key : press.code === `Key${key}`
}

/** Whether a press only changes what the next one means. */
export function isModifier({ key }: Pick<KeyboardEvent, 'key'>): boolean {
  return ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn'].includes(key)
}

/** A bare sign is what is typed: where `/` lies, a German keyboard has `-`. */
function isHeld({ mod, ctrl, alt, shift }: Chord): boolean {
  return mod || ctrl || alt || shift
}

function isLatin(key: string): boolean {
  return /^[a-zA-Z]$/.test(key)
}

function isDigit(key: string): boolean {
  return /^\d$/.test(key)
}

function isSign(key: string): boolean {
  return key.length === 1 && !isLatin(key) && !isDigit(key)
}
