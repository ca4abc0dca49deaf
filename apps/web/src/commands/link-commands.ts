import type { Command } from './command.ts'
import { copyText } from './copy-text.ts'
import { activeAddress } from './workbench-view.ts'

export const linkCommands: readonly Command[] = [
  {
    id: 'link.copy',
    title: (t) => t('commands:link.copy'),
    category: 'view',
    keys: ['alt+shift+C'],
    contextual: true,
    run: () => copyText(activeAddress(), (t) => t('commands:link.copied')),
  },
]
