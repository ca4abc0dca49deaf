import { commandCategories, isEnabled } from '../../commands/command.ts'
import type { Command, Translate } from '../../commands/command.ts'
import { recentCommands } from '../../commands/recently-used.ts'
import { runCommand } from '../../commands/run-command.ts'
import { FuzzyIndex } from './fuzzy-index.ts'
import type { Found } from './fuzzy-index.ts'
import { searchGap, splitMarks } from './palette-entry.ts'
import type { PaletteEntry, PaletteResults } from './palette-entry.ts'

/** The palette shows what is possible: its other commands, and itself, are left out. */
export function possibleCommands(list: readonly Command[]): readonly Command[] {
  return list.filter(isEnabled)
}

/**
 * Commands as the palette lists them: without a query the recent ones, those
 * for the active document, then all by category; with one, the best hits.
 */
export function commandEntries(
  list: readonly Command[],
  recents: readonly string[],
  query: string,
  t: Translate,
): Omit<PaletteResults, 'notices' | 'busy'> {
  if (query === '') {
    const ordered = inOrder(list, recents)
    const entries = ordered.map(({ command, group }, index) =>
      commandEntry(
        { item: command, marks: [] },
        group === ordered[index - 1]?.group ? undefined : groupWords(group, t),
        t,
      ),
    )
    return { entries, total: entries.length }
  }
  const index = new FuzzyIndex(
    list,
    // The id is English in every language, and what people write in issues.
    (command) => [command.title(t), categoryOf(command, t), command.id].join(searchGap),
    ({ id }) => (recents.includes(id) ? 1.05 : 1),
  )
  const { found, total } = index.search(query, 200)
  return { entries: found.map((one) => commandEntry(one, undefined, t)), total }
}

type Group = 'recent' | 'contextual' | 'rest'

function inOrder(
  list: readonly Command[],
  recents: readonly string[],
): readonly { readonly command: Command; readonly group: Group }[] {
  const recent = recents.flatMap((id) => list.find((command) => command.id === id) ?? []).slice(0, 5)
  const others = list
    .filter((command) => !recent.includes(command))
    .toSorted((a, b) => commandCategories.indexOf(a.category) - commandCategories.indexOf(b.category))
  return [
    ...recent.map((command) => ({ command, group: 'recent' as const })),
    ...others.filter(isContextual).map((command) => ({ command, group: 'contextual' as const })),
    ...others
      .filter((command) => !isContextual(command))
      .map((command) => ({ command, group: 'rest' as const })),
  ]
}

function isContextual({ contextual }: Command): boolean {
  return contextual === true
}

function groupWords(group: Group, t: Translate): string | undefined {
  switch (group) {
    case 'recent':
      return t('palette:group.recentCommands')
    case 'contextual':
      return t('palette:group.openPod')
    case 'rest':
      return undefined
  }
}

function commandEntry(
  { item: command, marks }: Found<Command>,
  group: string | undefined,
  t: Translate,
): PaletteEntry {
  const keys = command.keys?.[0]
  return {
    key: command.id,
    icon: { kind: 'command' },
    ...splitMarks(command.title(t), categoryOf(command, t), marks),
    ...(group !== undefined && { group }),
    ...(keys !== undefined && { keys }),
    choose: () => {
      recentCommands.note(command.id)
      return runCommand(command)
    },
  }
}

function categoryOf({ category }: Command, t: Translate): string {
  return t(`commands:category.${category}`)
}
