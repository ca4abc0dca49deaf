import type { TracedRequest } from '@portolan/envoy/trace/trace'
import type { Link } from '@portolan/envoy/table/resource-table'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { documents } from '../../../documents/document-store.ts'
import { AsOf } from '../as-of.tsx'
import { GapList } from '../gap-list.tsx'
import { NotRead } from '../not-read.tsx'
import { readEnvoySearch, writeEnvoySearch } from '../envoy-search.ts'
import { traceQuery } from '../table-query.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { HostList } from './host-list.tsx'
import { nextHosts } from './next-proxy.ts'
import { OutcomeList } from './outcome-list.tsx'
import { ProxyTrace } from './proxy-trace.tsx'
import { usePodsOf } from './use-pods-of.ts'
import styles from './trace.module.css'

type TraceResultProps = {
  readonly source: ProxySource
  readonly request: TracedRequest
  readonly follow: string | undefined
  readonly onFollow: (address: string | undefined) => void
  readonly onRow: (link: Link) => void
}

/** What becomes of a request, by which decisions, and the same at the next proxy if it is followed. */
export function TraceResult({ source, request, follow, onFollow, onRow }: TraceResultProps) {
  const { t } = useTranslation('trace')
  const pods = usePodsOf(source)
  const query = useQuery(traceQuery(source, request))
  const hosts = query.data === undefined ? [] : nextHosts(query.data.trace, source, pods)
  const chosen = hosts.find(({ address }) => address === follow)
  const next = chosen?.next
  const nextQuery = useQuery(
    chosen === undefined || next === undefined
      ? { queryKey: ['envoy', 'nobody', 'trace'], queryFn: skipToken }
      : traceQuery(next, chosen.request),
  )
  const { data } = query
  if (data === undefined) return <NotRead query={query} what={t('result')} />
  const nextName = next === undefined ? '' : `${next.namespace}/${next.pod}`
  const nextData = next === undefined ? undefined : nextQuery.data
  return (
    <div className={styles.result} role="region" aria-label={t('result')}>
      <GapList gaps={data.gaps} />
      <section aria-label={t('outcome')} aria-live="polite">
        <OutcomeList proxy={nameOf(source)} trace={data.trace} isPartial={data.gaps.length > 0} />
        {nextData !== undefined && (
          <OutcomeList proxy={nextName} trace={nextData.trace} isPartial={nextData.gaps.length > 0} />
        )}
      </section>
      <HostList
        hosts={hosts}
        mayBeFollowed={request.direction !== 'inbound'}
        followed={chosen?.address}
        onFollow={onFollow}
      />
      <ProxyTrace title={nameOf(source)} trace={data.trace} onFollow={onRow} />
      {follow !== undefined && next === undefined && (
        <p className={styles.soft}>{t('nextGone', { address: follow })}</p>
      )}
      {next !== undefined && nextData === undefined && (
        <NotRead query={nextQuery} what={t('next', { pod: nextName })} />
      )}
      {next !== undefined && nextData !== undefined && (
        <>
          <div className="tool-line">
            <span>{t('next', { pod: nextName })}</span>
            <span className="tool-count" />
            <AsOf source={next} readAt={nextData.readAt} fetching={nextQuery.isFetching} />
          </div>
          <GapList gaps={nextData.gaps} />
          <ProxyTrace title={nextName} trace={nextData.trace} onFollow={(link) => openRow(next, link)} />
        </>
      )}
    </div>
  )
}

function nameOf(source: ProxySource): string {
  return source.kind === 'file' ? source.name : `${source.namespace}/${source.pod}`
}

/** A row of another proxy opens as a tab of its own. */
function openRow({ cluster, namespace, pod }: Extract<ProxySource, { kind: 'pod' }>, link: Link): void {
  if (link.kind !== 'row') return
  const q = writeEnvoySearch({ ...readEnvoySearch(undefined), section: link.table, row: link.name })
  documents.open({ view: 'pod', cluster, pod: { namespace, name: pod }, show: { view: 'envoy', q } })
}
