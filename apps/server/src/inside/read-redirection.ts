import { fieldAt, readDocument, textAt } from '@portolan/catalog/settings/loose-document'
import { knownRedirection } from '@portolan/inside/redirection/known-redirection'
import { containerNamed } from '@portolan/inside/redirection/pod-facts'
import type { MeshRedirection } from '@portolan/inside/redirection/pod-facts'
import type { Redirection } from '@portolan/inside/redirection/redirection'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { attempt } from '../cluster/read.ts'
import { because } from '../journal/because.ts'
import { findPod } from '../pods/find-pod.ts'
import { controlPlaneOf, readMeshConfig } from '../pods/mesh-config.ts'

/** Most of istio-init's log that is read: its rules are a few thousand bytes. */
const logBytes = 512 * 1024

/**
 * How a pod's traffic is bent, as far as it can be told without executing
 * anything in it: by istio-init's own log where it may be read, else by its
 * arguments, else as derived from annotations and the mesh's configuration.
 * @throws AppError `pod-gone`; ClusterError
 */
export async function readRedirection(
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<Redirection> {
  return because({ why: 'inside' }, async () => {
    const pod = await findPod(session, ref, signal)
    const [mesh, initLog] = await Promise.all([meshOf(session, pod), initLogOf(session, ref, pod, signal)])
    return knownRedirection(pod, { mesh, initLog, nameservers: undefined })
  })
}

async function meshOf(session: ClusterSession, pod: PodObject): Promise<MeshRedirection | undefined> {
  const { revision } = session.index.summaryOf(pod)
  const config = await readMeshConfig(session.client, controlPlaneOf(pod, revision))
  if (config.kind === 'unread') return undefined
  const document = readDocument(config.value.text)
  return {
    proxyListenPort: numberAt(document, 'proxyListenPort'),
    proxyInboundListenPort: numberAt(document, 'proxyInboundListenPort'),
    interceptionMode: textAt(document, 'defaultConfig', 'interceptionMode'),
  }
}

/** Its absence is no failure: the arguments tell the same with less certainty. */
async function initLogOf(
  { client }: ClusterSession,
  ref: PodRef,
  pod: PodObject,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (containerNamed(pod, 'istio-init') === undefined) return undefined
  const log = await attempt(client.containerLog(ref, 'istio-init', logBytes, signal))
  return log.kind === 'read' ? log.value : undefined
}

function numberAt(document: ReturnType<typeof readDocument>, name: string): number | undefined {
  const value = fieldAt(document, name)
  return typeof value === 'number' ? value : undefined
}
