import type { PortMatrix } from '@portolan/contract/matrix'
import { useMutation } from '@tanstack/react-query'
import { queryClient } from '../../api/query-client.ts'
import { formatList, formatMoment } from '../../i18n/format-time.ts'
import { FailureLine } from '../panel/failure-line.tsx'
import { Said } from '../problem/said.tsx'
import { askIstiod, matrixQuery } from './matrix-query.ts'
import type { MatrixWords } from './use-matrix-words.ts'
import styles from './matrix.module.css'

type MatrixNotesProps = {
  readonly cluster: string
  readonly matrix: PortMatrix
  readonly words: MatrixWords
}

/** What the matrix lacks, and istiod's endpoints: asked for only when somebody wants them. */
export function MatrixNotes({ cluster, matrix, words }: MatrixNotesProps) {
  const { t, language } = words
  const { gaps, istiod, watch } = matrix
  const asking = useMutation({
    mutationFn: () => askIstiod(cluster),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: matrixQuery(cluster).queryKey }),
  })
  return (
    <div className={styles.notes}>
      {watch.namespaces !== undefined && (
        <p>{t('matrix:partial', { namespaces: formatList(watch.namespaces, language) })}</p>
      )}
      {watch.state !== 'live' && <p>{t('matrix:notLive')}</p>}
      {gaps.map(({ what, namespaces, reason, text }) => (
        <p key={`${what} ${text}`}>
          {t(`matrix:gap.${what}`, {
            where: namespaces === undefined ? '' : formatList(namespaces.slice(0, 5), language),
          })}{' '}
          {t(`matrix:gapReason.${reason}`)} <Said text={text} />
        </p>
      ))}
      <p>
        {istiod.kind === 'not-asked' && t('matrix:istiod.not-asked')}
        {istiod.kind === 'answered' &&
          t('matrix:istiod.answered', {
            pod: istiod.pod,
            count: istiod.endpoints,
            time: formatMoment(istiod.at, language),
          })}
        {istiod.kind === 'forbidden' && t('matrix:istiod.forbidden', { missing: istiod.text })}
        {istiod.kind === 'failed' && (
          <>
            {t('matrix:istiod.failed')} <Said text={istiod.text} />
          </>
        )}{' '}
        <button type="button" disabled={asking.isPending} onClick={() => asking.mutate()}>
          {t(
            asking.isPending
              ? 'matrix:istiod.asking'
              : istiod.kind === 'not-asked'
                ? 'matrix:istiod.ask'
                : 'matrix:istiod.again',
          )}
        </button>
      </p>
      {asking.error !== null && <FailureLine error={asking.error} />}
    </div>
  )
}
