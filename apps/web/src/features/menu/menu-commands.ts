import type { Command } from '../../commands/command.ts'
import { openMainMenu } from './main-menu.ts'

export const menuCommands: readonly Command[] = [
  {
    id: 'menu.main',
    title: (t) => t('commands:menu.main'),
    category: 'go',
    keys: ['F10'],
    run: openMainMenu,
  },
]
