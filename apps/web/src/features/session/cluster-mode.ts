import type { Session, SessionMode } from '@portolan/contract/session'

/** The mode of one cluster; live for one that the session does not know (any more). */
export function modeOf({ clusters }: Session, cluster: string | undefined): SessionMode {
  return clusters.find(({ name }) => name === cluster)?.mode ?? { kind: 'live' }
}
