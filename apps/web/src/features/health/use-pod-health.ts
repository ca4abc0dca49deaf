import type { PodHealth } from '@portolan/contract/health'
import type { PodRef } from '@portolan/contract/pod-ref'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { problemCodeOf } from '../../api/api-error.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import { useIsFront } from '../../documents/use-is-front.ts'
import { healthQuery } from './health-query.ts'

/** From one question to the next, in milliseconds. */
const every = 5_000

/** How a pod is, asked again while its document is in front, and not after it is gone. */
export function usePodHealth(cluster: string, pod: PodRef): UseQueryResult<PodHealth> {
  const { id } = useThisDocument()
  const isFront = useIsFront(id)
  return useQuery({
    ...healthQuery(cluster, pod),
    refetchInterval: ({ state }) => isFront && problemCodeOf(state.error) !== 'pod-gone' && every,
  })
}
