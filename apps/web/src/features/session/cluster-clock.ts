import type { SessionMode } from '@portolan/contract/session'
import { createContext, use } from 'react'
import { useNow, useNowByMinute } from '../chart/use-now.ts'
import { modeOf } from './cluster-mode.ts'
import { useSession } from './session-context.ts'

/**
 * The time of a cluster, in milliseconds of the epoch, once a second: ages of
 * Kubernetes objects and ends of certificates are measured against it. In a
 * recording it goes on from the moment that was recorded, as fast as ours.
 * What we observed ourselves, and when, is told by {@link useNow}.
 */
export function useClusterNow(cluster: string): number {
  const session = useSession()
  return clusterTime(modeOf(session, cluster), useNow())
}

/** Which cluster a document is about, for what is drawn deep inside it. */
export const ThisCluster = createContext<string | undefined>(undefined)

/** The time of this document's cluster, once a minute. */
export function useThisClusterNow(): number {
  const session = useSession()
  return clusterTime(modeOf(session, use(ThisCluster)), useNowByMinute())
}

/** @param now our own time, milliseconds of the epoch */
export function clusterTime(mode: SessionMode, now: number): number {
  if (mode.kind !== 'recorded') return now
  return Date.parse(mode.recordedAt) + Math.max(0, now - Date.parse(mode.openedAt))
}
