import type { Read } from '@portolan/catalog/chart-inputs'
import { chartFor } from '@portolan/catalog/chart-for'
import type { PodDetail } from '@portolan/contract/pods'
import type { ClusterClient } from '../cluster/cluster-client.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { attempt } from '../cluster/read.ts'
import { controlPlaneOf, readMeshConfig } from './mesh-config.ts'
import type { PodIndex } from './pod-index.ts'
import { summarizePod } from './pod-summary.ts'
import { nothingSaid } from './self-report.ts'
import type { SelfReport } from './self-report.ts'

/**
 * One pod with its chart and the rights to reach it, from what the API server
 * tells. What cannot be read is left to the chart to name.
 * @param said what the pod's own components said last
 */
export async function podDetailOf(
  { client, index }: { readonly client: ClusterClient; readonly index: PodIndex },
  pod: PodObject,
  said: SelfReport = nothingSaid,
): Promise<PodDetail> {
  const namespaceName = pod.metadata?.namespace ?? ''
  const known = index.namespaceOf(namespaceName)
  const namespace = known.kind === 'read' ? known : await client.namespace(namespaceName)
  const summary = summarizePod(pod, namespace)
  const plane = controlPlaneOf(pod, summary.revision)
  const controlPlaneIn = (name: string): Promise<Read<readonly PodObject[]>> | Read<readonly PodObject[]> => {
    const value = index.controlPlane(name)
    return value === undefined ? client.controlPlane(name) : { kind: 'read', value }
  }
  const [services, meshConfig, controlPlane, access] = await Promise.all([
    client.services(namespaceName),
    readMeshConfig(client, plane),
    controlPlaneIn(plane.namespace),
    attempt(client.portForwardAccess(namespaceName, summary.name)),
  ])
  const chart = chartFor({ pod, namespace, services, meshConfig, controlPlane, ...said })
  // No answer is no "no": the tunnels will tell.
  return { summary, chart, access: access.kind === 'read' ? [...access.value] : [] }
}
