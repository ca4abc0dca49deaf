import type { PortMatrix } from '@portolan/contract/matrix'
import { formatMoment } from '../../i18n/format-time.ts'
import { RefreshButton } from '../../shell/refresh-button.tsx'
import { SaveButtons } from '../table/save-buttons.tsx'
import { saveTable } from '../table/save-table.ts'
import type { TableFormat } from '../table/save-table.ts'
import { matrixAsCsv, matrixAsJson } from './matrix-export.ts'
import type { MatrixRow } from './matrix-rows.ts'
import type { MatrixView } from './matrix-search.ts'
import type { MatrixWords } from './use-matrix-words.ts'

type MatrixToolsProps = {
  readonly cluster: string
  readonly matrix: PortMatrix
  readonly rows: readonly MatrixRow[]
  readonly total: number
  readonly view: MatrixView
  readonly words: MatrixWords
  readonly fetching: boolean
  readonly onChange: (part: Partial<MatrixView>) => void
  readonly onRefresh: () => void
}

/** What is shown of the matrix, how old it is, and to save just what is shown. */
export function MatrixTools(props: MatrixToolsProps) {
  const { cluster, matrix, rows, total, view, words, fetching, onChange, onRefresh } = props
  const { t, language } = words
  const save = (format: TableFormat) => {
    const text = format === 'csv' ? matrixAsCsv(rows) : matrixAsJson(matrix, rows)
    saveTable({ name: `${cluster}-ports`, at: matrix.at, format, text })
  }
  return (
    <div className="tool-line">
      <input
        type="search"
        aria-label={t('matrix:filter')}
        placeholder={t('matrix:filter')}
        value={view.text}
        onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
      />
      <label>
        <input
          type="checkbox"
          checked={view.deviating}
          onChange={({ currentTarget }) => onChange({ deviating: currentTarget.checked })}
        />
        {t('matrix:deviatingOnly')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={view.outside}
          onChange={({ currentTarget }) => onChange({ outside: currentTarget.checked })}
        />
        {t('matrix:outsideToo')}
      </label>
      <span className="tool-count">
        {rows.length === total
          ? t('matrix:count', { count: total })
          : t('matrix:countOf', { shown: rows.length, count: total })}
        {' · '}
        {t('matrix:asOf', { time: formatMoment(matrix.at, language) })}
      </span>
      <RefreshButton label={t('matrix:refresh')} busy={fetching} onRefresh={onRefresh} />
      <SaveButtons label={t('matrix:save')} onSave={save} />
    </div>
  )
}
