import type { MatrixIstiod } from '@portolan/contract/matrix'
import { matrixRoutes } from '@portolan/contract/matrix-routes'
import { queryOptions } from '@tanstack/react-query'
import { callApi } from '../../api/call-api.ts'

/** The ports of all pods; asking for them opens no tunnel. */
export const matrixQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['matrix', cluster],
    queryFn: ({ signal }) => callApi(matrixRoutes.portMatrix, { params: { cluster }, signal }),
    refetchOnWindowFocus: false,
    staleTime: 15_000,
  })

/** Asks one istiod for its endpoints; the next matrix carries them. @throws ApiError */
export function askIstiod(cluster: string): Promise<MatrixIstiod> {
  return callApi(matrixRoutes.askIstiodEndpoints, { params: { cluster }, body: {} })
}
