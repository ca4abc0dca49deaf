import type { PodSummary } from '@portolan/contract/pods'
import { useTopics } from '../../../live/use-live.ts'
import type { ProxySource } from '../worker/proxy-source.ts'

const none: readonly PodSummary[] = []

/** The pods among which a proxy's hosts may be; nobody knows those of a file. */
export function usePodsOf(source: ProxySource): readonly PodSummary[] {
  const [pods] = useTopics(source.kind === 'file' ? [] : [{ kind: 'pods', cluster: source.cluster }])
  return pods?.kind === 'pods' ? pods.pods : none
}
