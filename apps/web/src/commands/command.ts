import type { FlatNamespace, TFunction } from 'i18next'

/** Groups of the palette, the menus and the shortcut sheet, in the order in which they are shown. */
export const commandCategories = [
  'go',
  'documents',
  'view',
  'pod',
  'mesh',
  'recordings',
  'settings',
  'help',
] as const
export type CommandCategory = (typeof commandCategories)[number]

/** Text by its whole name, whatever feature it belongs to: `t('commands:palette.show')`. */
export type Translate = TFunction<readonly FlatNamespace[]>

/**
 * Something that can be done, once for palette, menus and shortcuts. It knows
 * by itself what it acts on (mostly the active document, read from its store).
 */
export type Command = {
  /** `part.verb`, unique, e.g. `documents.close`. */
  readonly id: string
  /** An imperative, as a menu has it; it is asked anew whenever it is shown. */
  readonly title: (t: Translate) => string
  readonly category: CommandCategory
  /** The usual keys first, e.g. `mod+shift+P`; the grammar is in keys.ts. */
  readonly keys?: readonly string[]
  /** Its keys work in text fields too. Only for keys that type nothing and edit nothing. */
  readonly whileTyping?: boolean
  /** `false` hides it from palette and keys, and dims it in a menu. Absent means always. */
  readonly enabled?: () => boolean
  /** It depends on the active document, and comes first while that is open. */
  readonly contextual?: boolean
  readonly run: () => void | Promise<void>
}

export function isEnabled(command: Command): boolean {
  return command.enabled?.() ?? true
}
