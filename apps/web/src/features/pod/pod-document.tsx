import { formatPodRef, namespaceName, podName } from '@portolan/contract/pod-ref'
import * as z from 'zod/mini'
import type { PodOfDocument } from '../../documents/document.ts'
import { useSession } from '../session/session-context.ts'
import { LivePod } from './live-pod.tsx'
import { PodNameNotice } from './pod-name-notice.tsx'
import { WrongClusterNotice } from './wrong-cluster-notice.tsx'

/** The document of one pod. What the address cannot mean is said before anybody is asked. */
export function PodDocument({ document: { cluster, pod, show } }: { readonly document: PodOfDocument }) {
  const { clusters } = useSession()
  if (!clusters.some(({ name }) => name === cluster)) {
    return <WrongClusterNotice cluster={cluster} known={clusters.map(({ name }) => name)} />
  }
  const isName = z.safeParse(namespaceName, pod.namespace).success && z.safeParse(podName, pod.name).success
  if (!isName) return <PodNameNotice />
  // Another pod is another document: nothing of the last one may linger in it.
  return <LivePod key={`${cluster}/${formatPodRef(pod)}`} cluster={cluster} pod={pod} show={show} />
}
