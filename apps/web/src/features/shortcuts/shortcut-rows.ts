import { commandCategories } from '../../commands/command.ts'
import type { Command, CommandCategory, Translate } from '../../commands/command.ts'
import { keyText } from '../../commands/key-labels.ts'

/** One line of the sheet. */
export type ShortcutRow = { readonly id: string; readonly title: string; readonly keys: readonly string[] }
export type ShortcutSection = { readonly category: CommandCategory; readonly rows: readonly ShortcutRow[] }

/** Every command that has keys, by category; `query` looks in titles and keys. */
export function shortcutSections(
  list: readonly Command[],
  query: string,
  mac: boolean,
  t: Translate,
): readonly ShortcutSection[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return commandCategories.flatMap((category): readonly ShortcutSection[] => {
    const rows = list
      .filter((command) => command.category === category)
      .map(({ id, title, keys = [] }): ShortcutRow => ({ id, title: title(t), keys }))
      .filter(({ title, keys }) => {
        const text = `${title} ${keys.map((one) => keyText(one, mac)).join(' ')}`.toLowerCase()
        return keys.length > 0 && words.every((word) => text.includes(word))
      })
    return rows.length === 0 ? [] : [{ category, rows }]
  })
}
