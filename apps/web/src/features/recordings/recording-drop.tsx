import { useEffect, useMemo } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import { useSharedValue } from '../../commands/use-shared-value.ts'
import { useSession } from '../session/session-context.ts'
import { closingCommands } from './close-recording.ts'
import { DropHint } from './drop-hint.tsx'
import { followDrags } from './follow-drags.ts'
import { OpeningCards } from './opening-cards.tsx'
import { fileHeld, openings } from './openings.ts'
import { recordingsCommands } from './recordings-commands.ts'

/** Recordings may be dropped anywhere on the window, or chosen by a command; what is on its way is shown. */
export function RecordingDrop() {
  const session = useSession()
  useEffect(followDrags, [])
  useCommands(recordingsCommands)
  useCommands(useMemo(() => closingCommands(session), [session]))
  const held = useSharedValue(fileHeld)
  const underWay = useSharedValue(openings)
  return (
    <>
      {held && <DropHint />}
      {underWay.length > 0 && <OpeningCards openings={underWay} />}
    </>
  )
}
