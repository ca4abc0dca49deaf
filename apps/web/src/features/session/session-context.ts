import type { Session } from '@portolan/contract/session'
import { createContext, use } from 'react'

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session that the gate let in. Only inside the gate. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('useSession stands outside the session gate')
  return session
}

/** The context of the kubeconfig that is current, or the first one. */
export function currentCluster({ clusters }: Session): string | undefined {
  return (clusters.find(({ current }) => current) ?? clusters[0])?.name
}
