import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { MatrixOfDocument } from '../../documents/document.ts'
import { documents } from '../../documents/document-store.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { DeviationList } from './deviation-list.tsx'
import { MatrixLegend } from './matrix-legend.tsx'
import { MatrixNotes } from './matrix-notes.tsx'
import { matrixQuery } from './matrix-query.ts'
import { matrixColumns, matrixRows, shownRows } from './matrix-rows.ts'
import { readMatrixView, writeMatrixView } from './matrix-search.ts'
import type { MatrixView } from './matrix-search.ts'
import { MatrixTable } from './matrix-table.tsx'
import { MatrixTools } from './matrix-tools.tsx'
import { RowDetail } from './row-detail.tsx'
import { useMatrixWords } from './use-matrix-words.ts'
import styles from './matrix.module.css'

/** Pods by ports, of a whole mesh: who tells of each port, what was seen, and what is not as one would expect. */
export function MatrixDocument({ document }: { readonly document: MatrixOfDocument }) {
  const { cluster, q } = document
  const words = useMatrixWords()
  const { t } = words
  const { id } = useThisDocument()
  const [chosen, setChosen] = useState<string>()
  const { data, error, isPending, isFetching, refetch } = useQuery(matrixQuery(cluster))
  const view = useMemo(() => readMatrixView(q), [q])
  const rows = useMemo(() => (data === undefined ? [] : matrixRows(data)), [data])
  const shown = useMemo(() => shownRows(rows, view), [rows, view])
  const columns = useMemo(() => matrixColumns(shown), [shown])
  if (isPending) {
    return (
      <div className={styles.view} aria-busy="true">
        <output className={styles.loading}>{t('matrix:loading')}</output>
      </div>
    )
  }
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const change = (part: Partial<MatrixView>) =>
    documents.change(id, { ...document, q: writeMatrixView({ ...view, ...part }) }, { replace: true })
  const total = rows.filter(({ pod }) => view.outside || pod.kind !== 'outside').length
  const row = shown.find((one) => one.id === chosen)
  return (
    <div className={styles.view}>
      <header className={styles.head}>
        <h1>{t('matrix:title')}</h1>
        <span className={styles.soft}>{cluster}</span>
      </header>
      <MatrixTools
        cluster={cluster}
        matrix={data}
        rows={shown}
        total={total}
        view={view}
        words={words}
        fetching={isFetching}
        onChange={change}
        onRefresh={() => void refetch()}
      />
      <MatrixNotes cluster={cluster} matrix={data} words={words} />
      <div className={styles.split}>
        {shown.length === 0 ? (
          <div className={styles.none}>
            <p>{t(rows.length === 0 ? 'matrix:empty' : 'matrix:nothingFits')}</p>
            {rows.length > 0 && (
              <button
                type="button"
                className="button"
                onClick={() => change({ text: '', deviating: false, outside: true })}
              >
                {t('matrix:showAll')}
              </button>
            )}
          </div>
        ) : (
          <MatrixTable
            rows={shown}
            columns={columns}
            sort={view.sort}
            chosen={chosen}
            onChoose={setChosen}
            onSort={(sort) => change({ sort })}
          />
        )}
        {/* It scrolls, so that the keyboard must reach it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <aside className={styles.aside} tabIndex={0} aria-label={t('matrix:detail')}>
          {row === undefined ? (
            <>
              <DeviationList rows={shown} words={words} onChoose={setChosen} />
              <MatrixLegend words={words} />
            </>
          ) : (
            <RowDetail cluster={cluster} row={row} words={words} onClose={() => setChosen(undefined)} />
          )}
        </aside>
      </div>
    </div>
  )
}
