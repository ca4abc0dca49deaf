import { createContext } from 'react'
import { useSession } from '../session/session-context.ts'
import type { ProxySource } from './worker/proxy-source.ts'

/** The kubeconfig's context of the proxy that is shown; undefined where no kubeconfig names it. */
export const KubectlContext = createContext<string | undefined>(undefined)

export function useContextOf(source: ProxySource): string | undefined {
  const { clusters } = useSession()
  if (source.kind === 'file') return undefined
  const cluster = clusters.find(({ name }) => name === source.cluster)
  return cluster?.mode.kind === 'live' ? cluster.name : undefined
}
