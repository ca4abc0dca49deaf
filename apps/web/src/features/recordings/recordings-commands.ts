import type { Command } from '../../commands/command.ts'
import { openRecordings } from './open-recordings.ts'
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
      await openRecordings(files)
    },
  },
]
