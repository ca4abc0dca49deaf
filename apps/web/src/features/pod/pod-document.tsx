import { namespaceName, podName } from '@portolan/contract/pod-ref'
import { useParams } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { useSession } from '../session/session-context.ts'
import { LivePod } from './live-pod.tsx'
import { PodNameNotice } from './pod-name-notice.tsx'
import { WrongClusterNotice } from './wrong-cluster-notice.tsx'

/** The document of one pod. What the address cannot mean is said before anybody is asked. */
export function PodDocument() {
  const { cluster, namespace, pod } = useParams({ from: '/clusters/$cluster/pods/$namespace/$pod' })
  const { clusters } = useSession()
  if (!clusters.some(({ name }) => name === cluster)) {
    return <WrongClusterNotice cluster={cluster} known={clusters.map(({ name }) => name)} />
  }
  const isName = z.safeParse(namespaceName, namespace).success && z.safeParse(podName, pod).success
  if (!isName) return <PodNameNotice />
  // Another pod is another document: nothing of the last one may linger in it.
  return <LivePod key={`${cluster}/${namespace}/${pod}`} cluster={cluster} pod={{ namespace, name: pod }} />
}
