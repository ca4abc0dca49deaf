import type { Command } from '../../commands/command.ts'
import { shortcutSheet } from './shortcuts-state.ts'

export const shortcutsCommands: readonly Command[] = [
  {
    id: 'help.shortcuts',
    title: (t) => t('commands:help.shortcuts'),
    category: 'help',
    keys: ['?', 'alt+K S'],
    run: () => shortcutSheet.set(true),
  },
]
