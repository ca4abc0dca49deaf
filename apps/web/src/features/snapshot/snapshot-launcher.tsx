import { Suspense, lazy } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import { useSharedValue } from '../../commands/use-shared-value.ts'
import { snapshotCommands } from './snapshot-commands.ts'
import { snapshotDialog } from './snapshot-state.ts'

const SnapshotDialog = lazy(async () => ({ default: (await import('./snapshot-dialog.tsx')).SnapshotDialog }))

/** Brings the command that records a mesh, and its dialog when it was asked for. */
export function SnapshotLauncher() {
  useCommands(snapshotCommands)
  const open = useSharedValue(snapshotDialog)
  return <Suspense>{open && <SnapshotDialog />}</Suspense>
}
