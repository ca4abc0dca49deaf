import type { Arrangement } from '@portolan/envoy/table/arrange-rows'
import type { TableId } from '@portolan/envoy/table/resource-table'
import type { TracedRequest } from '@portolan/envoy/trace/trace'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { queryClient } from '../../api/query-client.ts'
import { deskLink } from './worker/desk-link.ts'
import { keyOfSource } from './worker/proxy-source.ts'
import type { ProxySource } from './worker/proxy-source.ts'

/** Rows are fetched from the worker so many at a time. */
export const pageSize = 200

/** What was read stays as it is until the reader asks again: a proxy is never asked unasked. */
const kept = { staleTime: Infinity, refetchOnWindowFocus: false } as const

export const tableQuery = (source: ProxySource, table: TableId, arrangement: Arrangement) =>
  queryOptions({
    ...kept,
    queryKey: ['envoy', keyOfSource(source), table, 'table', arrangement],
    queryFn: ({ signal }) => deskLink.call('table', { source, table, arrangement }, signal),
    placeholderData: keepPreviousData,
  })

export const pageQuery = (source: ProxySource, table: TableId, arrangement: Arrangement, page: number) =>
  queryOptions({
    ...kept,
    queryKey: ['envoy', keyOfSource(source), table, 'rows', arrangement, page],
    queryFn: ({ signal }) =>
      deskLink.call(
        'rows',
        { source, table, arrangement, from: page * pageSize, to: (page + 1) * pageSize },
        signal,
      ),
    gcTime: 30_000,
  })

export const detailQuery = (source: ProxySource, table: TableId, name: string, index: number | undefined) =>
  queryOptions({
    ...kept,
    queryKey: ['envoy', keyOfSource(source), table, 'detail', name, index],
    queryFn: async ({ signal }) => {
      const at = index ?? (await deskLink.call('find', { source, table, name }, signal))
      if (at === undefined) return { kind: 'none' } as const
      const detail = await deskLink.call('detail', { source, table, index: at }, signal)
      return detail === undefined
        ? ({ kind: 'none' } as const)
        : ({ kind: 'row', index: at, detail } as const)
    },
  })

export const overviewQuery = (source: ProxySource) =>
  queryOptions({
    ...kept,
    queryKey: ['envoy', keyOfSource(source), 'overview'],
    queryFn: ({ signal }) => deskLink.call('overview', { source }, signal),
  })

export const bootstrapQuery = (source: ProxySource) =>
  queryOptions({
    ...kept,
    queryKey: ['envoy', keyOfSource(source), 'bootstrap'],
    queryFn: ({ signal }) => deskLink.call('bootstrap', { source }, signal),
  })

export const traceHintsQuery = (source: ProxySource) =>
  queryOptions({
    ...kept,
    queryKey: ['envoy', keyOfSource(source), 'trace-hints'],
    queryFn: ({ signal }) => deskLink.call('traceHints', { source }, signal),
  })

export const traceQuery = (source: ProxySource, request: TracedRequest) =>
  queryOptions({
    ...kept,
    queryKey: ['envoy', keyOfSource(source), 'trace', request],
    queryFn: ({ signal }) => deskLink.call('trace', { source, request }, signal),
  })

/** So often a table is asked for again that somebody follows, in milliseconds. */
const followEvery = 5_000

/**
 * Reads a table again and again while somebody follows it and looks; the next
 * time only when the time before has ended, and not any more after a failure.
 */
export const followQuery = (source: ProxySource, table: TableId, isFollowed: boolean) =>
  queryOptions({
    queryKey: ['envoy-follow', keyOfSource(source), table],
    queryFn: async () => {
      await deskLink.call('forget', { source, table })
      const queryKey = ['envoy', keyOfSource(source), table]
      await queryClient.invalidateQueries({ queryKey }, { throwOnError: true })
      return Date.now()
    },
    enabled: isFollowed,
    retry: false,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.error === null ? followEvery : false),
  })

/** Asks the proxy again for everything that is shown of it. */
export async function readAgain(source: ProxySource): Promise<void> {
  await deskLink.call('forget', { source })
  await queryClient.invalidateQueries({ queryKey: ['envoy', keyOfSource(source)] })
}
