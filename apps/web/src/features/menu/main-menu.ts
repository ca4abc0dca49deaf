import { commands } from '../../commands/command-registry.ts'
import { openMenu } from './menu-state.ts'
import type { MenuGroups } from './menu-state.ts'

/** The button that the main menu hangs below. */
export const mainMenuButtonId = 'main-menu'

/** What the main menu offers, and in which order. A command that nobody brought is left out. */
const groups = [
  ['palette.go', 'palette.ports', 'palette.commands'],
  [
    'documents.welcome',
    'mesh.matrix',
    'documents.reopen-closed',
    'documents.split-right',
    'documents.maximise',
  ],
  ['explorer.toggle', 'panel.toggle', 'explorer.find'],
  ['recordings.record', 'recordings.open', 'mesh.reload'],
  ['link.copy', 'pod.copy-port-forward'],
  ['help.shortcuts'],
] as const

export function mainMenuGroups(): MenuGroups {
  return groups.map((ids) => ids.flatMap((id) => commands.find(id) ?? []))
}

export function openMainMenu(): void {
  const button = document.getElementById(mainMenuButtonId)
  openMenu({
    label: (t) => t('commands:menu.main'),
    groups: mainMenuGroups(),
    place: button ?? { x: 0, y: 0 },
  })
}
