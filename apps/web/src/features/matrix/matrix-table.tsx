import { memo, useMemo } from 'react'
import { KindIcon } from '../explorer/kind-icon.tsx'
import { RowGap } from '../table/row-gap.tsx'
import { SortHead } from '../table/sort-head.tsx'
import { useRowKeys } from '../table/use-row-keys.ts'
import { useRowWindow } from '../table/use-row-window.ts'
import { MeshCell, WorkloadCell } from './matrix-cell.tsx'
import type { MatrixColumn, MatrixRow } from './matrix-rows.ts'
import type { MatrixView } from './matrix-search.ts'
import { useMatrixWords } from './use-matrix-words.ts'
import styles from './matrix.module.css'

/** Heights of a row and of the head, in CSS pixels; the style sheet says the same. */
const rowHeight = 26
const headHeight = 40

type MatrixTableProps = {
  readonly rows: readonly MatrixRow[]
  readonly columns: readonly MatrixColumn[]
  readonly sort: MatrixView['sort']
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
  readonly onSort: (sort: MatrixView['sort']) => void
}

/** Pods by ports. Only the rows in view are drawn; arrow keys move from pod to pod. */
export const MatrixTable = memo(function MatrixTable(props: MatrixTableProps) {
  const { rows, columns, sort, chosen, onChoose, onSort } = props
  const words = useMatrixWords()
  const { t } = words
  const { scroller, onScroll, from, to } = useRowWindow(rows.length, rowHeight)
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const move = useRowKeys({
    scroller,
    ids,
    rowHeight,
    headHeight,
    onMove: (id) => {
      if (chosen !== undefined) onChoose(id)
    },
  })

  const drawn = rows.slice(from, to)
  const reachable = drawn.some(({ id }) => id === chosen) ? chosen : drawn[0]?.id
  const choose = ({ id }: MatrixRow) => onChoose(id)
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section
      ref={scroller}
      className={styles.scroller}
      onScroll={onScroll}
      tabIndex={0}
      aria-label={t('matrix:table')}
    >
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{t('matrix:caption', { count: rows.length })}</caption>
        <thead>
          <tr>
            {(['pod', 'kind', 'deviations'] as const).map((column) => (
              <SortHead
                key={column}
                column={column}
                name={t(`matrix:column.${column}`)}
                label={t('matrix:sort', { column: t(`matrix:column.${column}`) })}
                sort={sort}
                onSort={onSort}
              />
            ))}
            <th scope="col">{t('matrix:column.workloadPorts')}</th>
            {columns.map(({ id, usual }) => (
              <th
                key={id}
                scope="col"
                className={styles.port}
                title={words.portName({ id, name: undefined })}
              >
                <b>{usual}</b>
                <small>{words.portName({ id, name: undefined })}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          <RowGap height={from * rowHeight} className={styles.gap} />
          {drawn.map((row, index) => (
            <tr key={row.id} aria-rowindex={from + index + 2} data-chosen={row.id === chosen || undefined}>
              <th scope="row">
                <button
                  type="button"
                  data-row={row.id}
                  tabIndex={row.id === reachable ? 0 : -1}
                  aria-pressed={row.id === chosen}
                  title={row.id}
                  onClick={() => onChoose(row.id)}
                >
                  <small>{row.pod.namespace}</small> {row.pod.name}
                </button>
              </th>
              <td title={t(`kinds:kind.${row.pod.kind}`)}>
                <KindIcon kind={row.pod.kind} size={14} />
                <span className="visually-hidden">{t(`kinds:kind.${row.pod.kind}`)}</span>
              </td>
              <td className={styles.number} data-severity={row.worst}>
                {row.deviations.length > 0 && row.deviations.length}
              </td>
              <WorkloadCell row={row} words={words} onChoose={choose} />
              {columns.map(({ id }) => (
                <MeshCell key={id} row={row} cell={row.mesh.get(id)} words={words} onChoose={choose} />
              ))}
            </tr>
          ))}
          <RowGap height={(rows.length - to) * rowHeight} className={styles.gap} />
        </tbody>
      </table>
    </section>
  )
})
