import { commands } from '../commands/command-registry.ts'
import { currentOf } from '../documents/document-history.ts'
import { documents } from '../documents/document-store.ts'
import { titleOf } from '../documents/document-title.ts'
import { openMenu } from '../features/menu/menu-state.ts'
import type { MenuPlace } from '../features/menu/menu-state.ts'

/** What a tab offers, in the order of VS Code. */
const groups = [
  ['documents.close', 'documents.close-others', 'documents.close-all'],
  ['documents.keep', 'link.copy'],
  ['documents.split-right', 'documents.split-below', 'documents.maximise'],
] as const

/** Opens the menu of a tab. Its commands act on the active document, so the tab comes to the front first. */
export function openTabMenu(id: string, place: MenuPlace): void {
  documents.activate(id)
  const shown = currentOf(documents.active.history)
  openMenu({
    label: (t) =>
      t('commands:documents.menu', {
        title: titleOf(shown, {
          welcome: t('documents:welcome'),
          matrix: t('documents:matrix'),
          unknown: t('documents:unknown'),
        }).name,
      }),
    groups: groups.map((ids) => ids.flatMap((one) => commands.find(one) ?? [])),
    place,
  })
}
