import type { Session } from '@portolan/contract/session'
import { Suspense, lazy, useEffect, useMemo } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import { useSharedValue } from '../../commands/use-shared-value.ts'
import { useSession } from '../session/session-context.ts'
import { closingCommands } from './close-recording.ts'
import { followDrags } from './follow-drags.ts'
import { fileHeld, openings } from './openings.ts'
import { recordingsCommands } from './recordings-commands.ts'

// Drags are followed from the first screen on; what is drawn for them comes with the first of them.
const DropHint = lazy(async () => ({ default: (await import('./drop-hint.tsx')).DropHint }))
const OpeningCards = lazy(async () => ({ default: (await import('./opening-cards.tsx')).OpeningCards }))

async function openOffered(files: NonNullable<Session['files']>): Promise<void> {
  const { openOfferedFiles } = await import('./open-offered-files.ts')
  await openOfferedFiles(files)
}

/** Recordings may be dropped anywhere on the window, or chosen by a command; what is on its way is shown. */
export function RecordingDrop() {
  const session = useSession()
  useEffect(followDrags, [])
  const { files } = session
  useEffect(() => {
    if (files !== undefined) void openOffered(files)
  }, [files])
  useCommands(recordingsCommands)
  useCommands(useMemo(() => closingCommands(session), [session]))
  const held = useSharedValue(fileHeld)
  const underWay = useSharedValue(openings)
  return (
    <Suspense>
      {held && <DropHint />}
      {underWay.length > 0 && <OpeningCards openings={underWay} />}
    </Suspense>
  )
}
