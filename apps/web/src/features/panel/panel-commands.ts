import type { Command } from '../../commands/command.ts'
import { notifications } from './notifications.ts'
import { panelStore } from './panel-store.ts'
import { panelTabs } from './panel-store.ts'

/** What can be done with the panel. */
export const panelCommands: readonly Command[] = [
  {
    id: 'panel.toggle',
    title: (t) => t('panel:commands.toggle'),
    category: 'view',
    keys: ['mod+J'],
    whileTyping: true,
    run: () => panelStore.toggle(),
  },
  ...panelTabs.map((tab): Command => ({
    id: `panel.${tab}`,
    title: (t) => t(`panel:commands.${tab}`),
    category: 'view',
    run: () => panelStore.show(tab),
  })),
  {
    id: 'notifications.markAllRead',
    title: (t) => t('panel:commands.markAllRead'),
    category: 'view',
    enabled: () => notifications.list().some(({ read }) => !read),
    run: () => notifications.markAllRead(),
  },
]
