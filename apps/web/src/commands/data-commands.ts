import { queryClient } from '../api/query-client.ts'
import { liveStore } from '../live/live-store.ts'
import type { Command } from './command.ts'

export const dataCommands: readonly Command[] = [
  {
    id: 'mesh.reload',
    title: (t) => t('commands:mesh.reload'),
    category: 'mesh',
    // The browser keeps Ctrl+R, and would throw the live connection away with the page.
    keys: ['alt+R'],
    run: async () => {
      liveStore.retry()
      await queryClient.invalidateQueries()
    },
  },
]
