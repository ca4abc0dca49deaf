import type { RouteAnswer, RouteParams } from '@portolan/contract/routes'
import { AppError } from '../app-error.ts'
import type { Clusters } from '../cluster/clusters.ts'
import type { Log } from '../log.ts'
import type { PodViews } from '../pods/pod-views.ts'
import type { CapabilityStore } from '../raw/capability-store.ts'
import { readPod } from './read-pod.ts'

export type OpenRawParts = {
  readonly clusters: Clusters
  readonly views: PodViews
  readonly capabilities: CapabilityStore
  readonly audit: Log
}

/**
 * Hands out a capability for the original pages of one port of one pod. Only
 * HTTP ports of the chart have any; the application's own may do anything on a
 * GET, so it is opened only when the person said so.
 */
export async function openRaw(
  { clusters, views, capabilities, audit }: OpenRawParts,
  params: Omit<RouteParams<'openRaw'>, 'port'> & { readonly port: number },
  confirmed: boolean,
  signal: AbortSignal,
): Promise<RouteAnswer<'openRaw'>> {
  const session = clusters.get(params.cluster)
  const ref = { namespace: params.namespace, name: params.pod }
  const { chart } = await readPod(views, session, ref, signal)
  const port = chart.ports.find(
    ({ number, presence }) =>
      number.kind === 'known' && number.value === params.port && presence.kind !== 'absent',
  )
  if (port === undefined) {
    throw new AppError({
      code: 'port-unknown',
      status: 404,
      detail: `The chart of this pod has no port ${params.port}.`,
    })
  }
  // A port of the application that nobody named is taken for TCP; whether it speaks HTTP shows when it is asked.
  const mayBeHttp = port.protocol === 'http' || (port.id === 'application' && port.protocol === 'tcp')
  if (!mayBeHttp) {
    throw new AppError({
      code: 'not-http',
      status: 422,
      detail: `Port ${params.port} speaks ${port.protocol}, which has no pages to show.`,
    })
  }
  if (port.id === 'application' && !confirmed) {
    throw new AppError({
      code: 'confirmation-needed',
      status: 409,
      detail:
        'This port belongs to the application. Portolan does not know what a request does there; confirm to open it.',
    })
  }
  const { token, expiresAt } = capabilities.issue({
    cluster: session.name,
    pod: ref,
    uid: chart.pod.uid,
    port,
    identity: session.access.identity,
  })
  audit.info({ cluster: session.name, ...ref, port: params.port }, 'original page opened')
  return { path: `/raw/${token}/`, expiresAt: expiresAt.toISOString() }
}
