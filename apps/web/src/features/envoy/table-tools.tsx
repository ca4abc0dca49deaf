import type { Arrangement } from '@portolan/envoy/table/arrange-rows'
import type { ColumnHead } from '@portolan/envoy/table/open-table'
import type { TableId } from '@portolan/envoy/table/resource-table'
import { IconActivity, IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ResetCounters } from './change/reset-counters.tsx'
import { SaveButtons } from '../table/save-buttons.tsx'
import { AsOf } from './as-of.tsx'
import type { EnvoySearch } from './envoy-search.ts'
import { saveTable } from './save-table.ts'
import { useWord } from './use-word.ts'
import type { TableView } from './worker/desk-messages.ts'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

type TableToolsProps = {
  readonly source: ProxySource
  readonly table: TableId
  readonly view: TableView
  readonly arrangement: Arrangement
  readonly search: EnvoySearch
  readonly columns: readonly ColumnHead[]
  readonly shown: readonly number[]
  readonly fetching: boolean
  readonly isFollowed: boolean
  /** `undefined` where there is nothing to follow. */
  readonly onFollow: ((isFollowed: boolean) => void) | undefined
  readonly onShow: (id: string, isShown: boolean) => void
  readonly onGo: (to: Partial<EnvoySearch>) => void
}

/** What is shown of a table, of when it is, and to save just that. */
export function TableTools(props: TableToolsProps) {
  const { source, table, view, arrangement, search, columns, shown, fetching } = props
  const { isFollowed, onFollow, onShow, onGo } = props
  const { t } = useTranslation('envoy')
  const word = useWord()
  const withFew = Object.entries(view.facets).filter(([, values]) => values.length > 1)
  return (
    <div className="tool-line">
      <input
        type="search"
        aria-label={t('filter')}
        placeholder={t('filter')}
        value={search.text}
        onChange={({ currentTarget }) => onGo({ text: currentTarget.value })}
      />
      {withFew.map(([id, values]) => (
        <select
          key={id}
          aria-label={word(id)}
          value={search.only[id] ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const { [id]: _, ...rest } = search.only
            onGo({ only: value === '' ? rest : { ...rest, [id]: value } })
          }}
        >
          <option value="">{t('every', { column: word(id) })}</option>
          {values.map(([value, count]) => (
            <option key={value} value={value}>
              {value === '' ? t('absent') : value} ({count})
            </option>
          ))}
        </select>
      ))}
      <details className={styles.columns}>
        <summary>
          <IconColumns3 size={14} aria-hidden="true" /> {t('columns')}
        </summary>
        <div>
          {columns.map(({ id }, place) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={shown.includes(place)}
                disabled={shown.length === 1 && shown[0] === place}
                onChange={({ currentTarget: { checked } }) => onShow(id, checked)}
              />
              {word(id)}
            </label>
          ))}
        </div>
      </details>
      {onFollow !== undefined && (
        <button
          type="button"
          className="tool"
          aria-pressed={isFollowed}
          title={t('followWhy')}
          onClick={() => onFollow(!isFollowed)}
        >
          <IconActivity size={14} aria-hidden="true" /> {t('follow')}
        </button>
      )}
      {table === 'stats' && source.kind === 'pod' && <ResetCounters source={source} />}
      <span className="tool-count">
        {view.shown === view.total
          ? t('rows', { count: view.total })
          : t('rowsOf', { shown: view.shown, count: view.total })}
      </span>
      <AsOf source={source} readAt={view.readAt} fetching={fetching} />
      <SaveButtons
        label={t('save')}
        onSave={(format) => void saveTable(source, table, arrangement, format)}
      />
    </div>
  )
}
