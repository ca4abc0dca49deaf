import type { Command } from './command.ts'
import { parseKeys } from './keys.ts'

/** What the keyboard means where it is: keys that type something are not for commands there. */
export type KeyPlace = 'text' | 'names' | 'dialog' | 'anywhere'

const names = ['tree', 'menu', 'menubar', 'listbox', 'grid', 'treegrid', 'radiogroup']
  .map((role) => `[role=${role}]`)
  .join()
/** Inputs that take no letters. */
const noText = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'])

export function keyPlaceOf(target: EventTarget | null): KeyPlace {
  // What lies under a modal dialog must not move.
  if (document.querySelector('dialog:modal') !== null) return 'dialog'
  if (!(target instanceof Element)) return 'anywhere'
  if (target instanceof HTMLInputElement) return noText.has(target.type) ? 'anywhere' : 'text'
  if (target instanceof HTMLTextAreaElement) return 'text'
  if (target instanceof HTMLElement && target.isContentEditable) return 'text'
  // Typed letters choose an entry there.
  if (target instanceof HTMLSelectElement || target.closest(names) !== null) return 'names'
  return 'anywhere'
}

/** Whether a command's keys count there. */
export function countsAt(command: Command, place: KeyPlace): boolean {
  switch (place) {
    case 'dialog':
      return false
    case 'text':
      return command.whileTyping === true
    case 'names':
      return command.whileTyping === true || !(command.keys ?? []).some(typesName)
    case 'anywhere':
      return true
  }
}

/** A bare letter or digit, which may begin a name. */
function typesName(keys: string): boolean {
  const first = parseKeys(keys)[0]
  return first !== undefined && !first.mod && !first.ctrl && !first.alt && /^[A-Z0-9]$/.test(first.key)
}
