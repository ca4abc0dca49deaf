import type { InsideContainer, InsideLook } from '@portolan/contract/inside'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useClusterNow } from '../session/cluster-clock.ts'
import { ContainerNotice } from './container-notice.tsx'
import { DebugOffer } from './debug-offer.tsx'
import { lookSamples, sampleKey } from './look-samples.ts'
import { ProcessRow } from './process-row.tsx'
import { processTree } from './process-tree.ts'
import styles from './processes.module.css'

const columns = ['process', 'pid', 'user', 'threads', 'cpu', 'memory', 'started', 'files'] as const

type ProcessSectionProps = {
  readonly cluster: string
  readonly look: InsideLook
  readonly container: InsideContainer
  /** As `sampleKey` writes it. */
  readonly chosen: string | undefined
  readonly onChoose: (key: string) => void
}

/** One container: its processes as a tree, or why there are none. */
export function ProcessSection({ cluster, look, container, chosen, onChoose }: ProcessSectionProps) {
  const { t } = useTranslation('inside')
  const heading = useId()
  const now = useClusterNow(cluster)
  const { name, image, role, outcome } = container
  const lines = useMemo(() => (outcome.kind === 'read' ? processTree(outcome.processes) : []), [outcome])
  const samples = lookSamples.of(cluster, look.pod)
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading}>
        {name}
        {role !== 'container' && <small>{t(`role.${role}`)}</small>}
        <code title={image}>{image}</code>
        {outcome.kind === 'read' && (
          <small className={styles.by}>
            {t('process.count', { count: outcome.processes.length })} · {t(`by.${outcome.by}`)}
          </small>
        )}
      </h2>
      {outcome.kind === 'unread' ? (
        <ContainerNotice outcome={outcome}>
          {outcome.reason === 'no-shell' && <DebugOffer cluster={cluster} look={look} container={name} />}
        </ContainerNotice>
      ) : (
        <>
          {lines.length === 0 && <p className={styles.none}>{t('process.none')}</p>}
          {lines.length > 0 && (
            <table className={styles.table}>
              <caption className="visually-hidden">{t('process.caption', { container: name })}</caption>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col" data-column={column}>
                      {t(`process.column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => {
                  const key = sampleKey(name, line.process.pid)
                  return (
                    <ProcessRow
                      key={key}
                      line={line}
                      samples={samples?.get(key)}
                      now={now}
                      chosen={key === chosen}
                      onChoose={() => onChoose(key)}
                    />
                  )
                })}
              </tbody>
            </table>
          )}
          {outcome.hidden.length > 0 && (
            <p className={styles.note}>{t('process.hidden', { count: outcome.hidden.length })}</p>
          )}
          {outcome.notes.map((note) => (
            <p key={note} className={styles.note}>
              {note}
            </p>
          ))}
        </>
      )}
    </section>
  )
}
