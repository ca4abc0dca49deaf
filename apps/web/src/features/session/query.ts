import { routes } from '@portolan/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { callApi } from '../../api/call-api.ts'

/** Version, mode, switches and clusters; asked anew for every token. */
export const sessionQuery = (token: string | undefined) =>
  queryOptions({
    queryKey: ['session', token],
    queryFn: ({ signal }) => callApi(routes.session, { params: {}, signal }),
    staleTime: 60_000,
  })

/** Who we are to one cluster, as its API server says. */
export const clusterQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['cluster', cluster],
    queryFn: ({ signal }) => callApi(routes.cluster, { params: { cluster }, signal }),
    staleTime: 30_000,
    // A cluster that could not be reached is asked again by itself; a good answer is not.
    refetchInterval: ({ state }) => (state.data?.problem === undefined ? false : 10_000),
  })
