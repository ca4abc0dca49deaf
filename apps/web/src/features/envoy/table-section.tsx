import type { Arrangement } from '@portolan/envoy/table/arrange-rows'
import type { Link, TableId } from '@portolan/envoy/table/resource-table'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShownColumns } from './shown-columns.ts'
import type { EnvoySearch } from './envoy-search.ts'
import { LogLevelBar } from './change/log-level-bar.tsx'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { GapList } from './gap-list.tsx'
import { NotRead } from './not-read.tsx'
import { ProxyTable } from './proxy-table.tsx'
import { RowDetail } from './row-detail.tsx'
import { followQuery, tableQuery } from './table-query.ts'
import { TableTools } from './table-tools.tsx'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

type TableSectionProps = {
  readonly source: ProxySource
  readonly table: TableId
  readonly search: EnvoySearch
  readonly onGo: (to: Partial<EnvoySearch>, how?: { readonly replace?: boolean }) => void
}

/** One table of a proxy: what is read of it, how it is arranged, and the row that is open. */
export function TableSection({ source, table, search, onGo }: TableSectionProps) {
  const { t } = useTranslation('envoy')
  const { text, sort, only, row } = search
  const wanted = useMemo(() => arrangementOf(text, sort, only), [text, sort, only])
  // Typing goes before arranging.
  const arrangement = useDeferredValue(wanted)
  const { columns, shown, onShow } = useShownColumns(table)
  const [chosenIndex, setChosenIndex] = useState<number>()
  const [isFollowed, setFollowed] = useState(false)
  const query = useQuery(tableQuery(source, table, arrangement))
  const following = useQuery(followQuery(source, table, isFollowed))
  const { data, isFetching } = query
  if (data === undefined) return <NotRead query={query} what={t(`section.${table}`)} />
  const follow = (link: Link) => {
    if (link.kind === 'row') {
      setChosenIndex(undefined)
      onGo({ section: link.table, row: link.name, text: '', only: {}, sort: undefined })
    }
  }
  return (
    <div className={styles.table} data-table={table}>
      <TableTools
        source={source}
        table={table}
        view={data}
        arrangement={arrangement}
        search={search}
        columns={columns}
        shown={shown}
        fetching={isFetching}
        isFollowed={isFollowed}
        onFollow={table === 'stats' && source.kind === 'pod' ? setFollowed : undefined}
        onShow={onShow}
        onGo={(to) => onGo(to, { replace: true })}
      />
      {table === 'loggers' && source.kind === 'pod' && <LogLevelBar source={source} logger={row} />}
      <GapList gaps={data.gaps} />
      {isFollowed && following.error !== null && (
        <ProblemNotice error={following.error} onRetry={() => void following.refetch()} />
      )}
      {data.shown === 0 ? (
        <div className={styles.none}>
          <p>{t(data.total > 0 ? 'nothingFits' : data.gaps.length > 0 ? 'nothingRead' : `empty.${table}`)}</p>
          {data.total > 0 && (
            <button
              type="button"
              className="button"
              onClick={() => onGo({ text: '', only: {} }, { replace: true })}
            >
              {t('showAll')}
            </button>
          )}
        </div>
      ) : (
        <div className={styles.split}>
          <ProxyTable
            source={source}
            table={table}
            arrangement={arrangement}
            count={data.shown}
            columns={columns}
            shown={shown}
            sort={sort}
            chosen={row}
            chosenIndex={chosenIndex}
            onChoose={(name, index) => {
              setChosenIndex(index)
              onGo({ row: name }, { replace: true })
            }}
            onSort={(column) => onGo({ sort: sort === column ? `-${column}` : column }, { replace: true })}
            onFollow={follow}
          />
          {row !== undefined && (
            <RowDetail
              source={source}
              table={table}
              name={row}
              index={chosenIndex}
              onFollow={follow}
              onClose={() => onGo({ row: undefined }, { replace: true })}
            />
          )}
        </div>
      )}
    </div>
  )
}

function arrangementOf(
  text: string,
  sort: string | undefined,
  only: Readonly<Record<string, string>>,
): Arrangement {
  return {
    text,
    only,
    sort:
      sort === undefined ? undefined : { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
  }
}
