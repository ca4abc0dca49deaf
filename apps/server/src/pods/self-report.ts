import type { ChartInputs } from '@portolan/catalog/chart-inputs'
import type { PodDetail } from '@portolan/contract/pods'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { readEnvoyListeners } from './envoy-listeners.ts'

/** What a pod's own components say of themselves, which no object of Kubernetes tells. */
export type SelfReport = Pick<ChartInputs, 'listeners' | 'reportedVersion'>

export const nothingSaid: SelfReport = { listeners: undefined }

/**
 * Asks the pod's components, where this identity may open tunnels to it. What
 * an earlier report said holds until there is a better answer: an Envoy that
 * is silent now still listens on what it listened on.
 */
export async function readSelfReport(
  { agent, versions }: Pick<ClusterSession, 'agent' | 'versions'>,
  { chart, access }: Pick<PodDetail, 'chart' | 'access'>,
  signal: AbortSignal,
  before: SelfReport = nothingSaid,
): Promise<SelfReport> {
  if (access.some(({ allowed, notice }) => !allowed && !notice)) return before
  const [listeners, told] = await Promise.all([readEnvoyListeners(agent, chart, signal), versions.of(chart)])
  const reportedVersion = told ?? before.reportedVersion
  return {
    listeners:
      listeners?.kind === 'read'
        ? listeners
        : before.listeners?.kind === 'read'
          ? before.listeners
          : listeners,
    ...(reportedVersion === undefined ? {} : { reportedVersion }),
  }
}
