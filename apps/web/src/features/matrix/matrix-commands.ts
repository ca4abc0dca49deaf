import type { Command } from '../../commands/command.ts'
import { documents } from '../../documents/document-store.ts'

/** Views of a whole mesh; there is one where a cluster is chosen. */
export function matrixCommands(cluster: string | undefined): readonly Command[] {
  if (cluster === undefined) return []
  return [
    {
      id: 'mesh.matrix',
      title: (t) => t('commands:mesh.matrix'),
      category: 'go',
      keys: ['alt+K M'],
      run: () => documents.open({ view: 'matrix', cluster }),
    },
  ]
}
