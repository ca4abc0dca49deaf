import { CloseButton } from '@mantine/core'
import { DocumentLink } from '../../documents/document-link.tsx'
import { formatMoment } from '../../i18n/format-time.ts'
import { MatrixMark } from './matrix-mark.tsx'
import type { MatrixRow } from './matrix-rows.ts'
import type { MatrixWords } from './use-matrix-words.ts'
import styles from './matrix.module.css'

type RowDetailProps = {
  readonly cluster: string
  readonly row: MatrixRow
  readonly words: MatrixWords
  readonly onClose: () => void
}

/** One pod: every port with whoever tells of it, and what is not as one would expect. */
export function RowDetail({ cluster, row, words, onClose }: RowDetailProps) {
  const { t, language } = words
  const { pod } = row
  const ref = { namespace: pod.namespace, name: pod.name }
  const cells = [...row.mesh.values(), ...row.workload]
  const own = row.deviations.filter(({ port }) => port === undefined)
  return (
    <section className={styles.rowDetail} aria-label={pod.name}>
      <CloseButton className={styles.close} size="sm" aria-label={t('matrix:close')} onClick={onClose} />
      <h2>
        <DocumentLink document={{ view: 'pod', cluster, pod: ref, show: {} }}>{pod.name}</DocumentLink>
      </h2>
      <p className={styles.soft}>
        {[
          pod.namespace,
          `${pod.workload.kind} ${pod.workload.name}`,
          t(`kinds:kind.${pod.kind}`),
          pod.status,
        ].join(' · ')}
      </p>
      {own.map(({ deviation }) => (
        <p
          key={`${deviation.id} ${deviation.subject ?? ''}`}
          className={styles.wrong}
          data-severity={deviation.severity}
        >
          {words.deviation(deviation)}
        </p>
      ))}
      <ul className={styles.ports}>
        {cells.map((cell) => {
          const { port, seen } = cell
          const name = words.numbered(port)
          return (
            <li key={`${port.id} ${port.number ?? ''}/${port.transport}`}>
              <MatrixMark cell={cell} />
              <div>
                {port.key === undefined ? (
                  <b>{name}</b>
                ) : (
                  <DocumentLink document={{ view: 'pod', cluster, pod: ref, show: { port: port.key } }}>
                    <b>{name}</b>
                  </DocumentLink>
                )}
                <p>
                  {words.sources(cell).join('; ')}
                  {seen !== undefined && `; ${formatMoment(seen.seenAt, language)}`}
                </p>
                {port.deviations.map((one) => (
                  <p
                    key={`${one.id} ${one.subject ?? ''}`}
                    className={styles.wrong}
                    data-severity={one.severity}
                  >
                    {words.deviation(one)}
                  </p>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
