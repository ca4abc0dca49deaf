import type { Command } from '../../commands/command.ts'
import { activePod } from '../../commands/workbench-view.ts'
import { tableFormats } from '../table/save-table.ts'
import { saveSockets } from './save-sockets.ts'
import { knownRecord } from './use-pod-look.ts'

/** What can be done with a look inside the pod whose document is in front; there while such a view is. */
export const insideCommands: readonly Command[] = tableFormats.map((format) => ({
  id: `inside.export-${format}`,
  title: (t) => t('commands:inside.export', { format: format.toUpperCase() }),
  category: 'pod',
  contextual: true,
  enabled: () => {
    const active = activePod()
    return active !== undefined && knownRecord(active.cluster, active.pod)?.look !== undefined
  },
  run: () => {
    const active = activePod()
    const look = active && knownRecord(active.cluster, active.pod)?.look
    if (look !== undefined) saveSockets(look, look.sockets, format)
  },
}))
