import type { Task } from '@portolan/contract/task'
import type { Translate } from '../../commands/command.ts'

/** What a task does, in a few words. */
export function taskTitle({ kind, title }: Task, t: Translate): string {
  switch (kind) {
    case 'snapshot': {
      const { cluster = '', part } = title
      return part === undefined
        ? t('panel:tasks.kind.snapshot', { cluster })
        : t('panel:tasks.kind.snapshotPart', { cluster, part })
    }
    case 'open-recording':
      return t('panel:tasks.kind.open-recording', { file: title['file'] ?? '' })
    default:
      return kind satisfies never
  }
}
