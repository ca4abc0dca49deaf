import type { Command } from '../../commands/command.ts'
import { openLater } from './open-later.ts'
import { pickFiles } from './pick-files.ts'

/** The way to a recording without dragging it. */
export const recordingsCommands: readonly Command[] = [
  {
    id: 'recordings.open',
    title: (t) => t('recordings:commands.open'),
    category: 'recordings',
    keys: ['mod+O'],
    run: async () => {
      const files = await pickFiles()
      await openLater(files)
    },
  },
]
