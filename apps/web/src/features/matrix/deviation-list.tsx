import type { MatrixRow } from './matrix-rows.ts'
import type { MatrixWords } from './use-matrix-words.ts'
import { MatrixMark } from './matrix-mark.tsx'
import styles from './matrix.module.css'

type DeviationListProps = {
  readonly rows: readonly MatrixRow[]
  readonly words: MatrixWords
  readonly onChoose: (id: string) => void
}

/** So many are listed; the table has them all. */
const mostListed = 100

/** What is not as one would expect, worst first, of all pods that are shown. */
export function DeviationList({ rows, words, onChoose }: DeviationListProps) {
  const { t } = words
  const all = rows.flatMap((row) => row.deviations.map((one) => ({ row, ...one })))
  const sorted = (['error', 'warning', 'hint'] as const).flatMap((severity) =>
    all.filter(({ deviation }) => deviation.severity === severity),
  )
  return (
    <section aria-label={t('matrix:deviations')}>
      <h2>{t('matrix:deviations')}</h2>
      {all.length === 0 ? (
        <p className={styles.soft}>{t('matrix:noDeviation')}</p>
      ) : (
        <ul className={styles.deviations}>
          {sorted.slice(0, mostListed).map(({ row, deviation, port }) => (
            <li key={`${row.id} ${deviation.id} ${port?.number ?? ''} ${deviation.subject ?? ''}`}>
              <button type="button" onClick={() => onChoose(row.id)}>
                {port === undefined ? null : <MatrixMark cell={{ port, seen: undefined }} />}
                <b>{row.pod.name}</b> {port === undefined ? null : words.numbered(port)}
              </button>
              <span data-severity={deviation.severity}>{t(`matrix:severity.${deviation.severity}`)}</span>
              <p>{words.deviation(deviation)}</p>
            </li>
          ))}
        </ul>
      )}
      {sorted.length > mostListed && (
        <p className={styles.soft}>{t('matrix:moreDeviations', { count: sorted.length - mostListed })}</p>
      )}
    </section>
  )
}
