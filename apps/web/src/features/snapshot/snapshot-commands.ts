import type { Command } from '../../commands/command.ts'
import { snapshotDialog } from './snapshot-state.ts'

export const snapshotCommands: readonly Command[] = [
  {
    id: 'snapshot.record',
    title: (t) => t('snapshot:commands.record'),
    category: 'recordings',
    run: () => snapshotDialog.set(true),
  },
]
