import type { ChartPort } from '@portolan/contract/chart'
import type { PodDetail } from '@portolan/contract/pods'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../use-words.ts'
import { hasPages } from './has-pages.ts'
import { OriginalFrame } from './original-frame.tsx'
import styles from './original-page.module.css'

export type OriginalPageProps = {
  readonly cluster: string
  readonly detail: PodDetail
  /** Key of the port whose pages are shown. */
  readonly portKey: string | undefined
  /** Path and query, `/` when absent. */
  readonly page: string | undefined
  readonly onOpen: (port: string, page: string) => void
}

/** The pages that a port itself serves, in a sandbox, with what that sandbox takes away said beside them. */
export function OriginalPage({ cluster, detail, portKey, page = '/', onOpen }: OriginalPageProps) {
  const words = useWords()
  const { t } = words
  const { chart } = detail
  const ports = chart.ports.filter(hasPages)
  const port = ports.find(({ key }) => key === portKey)
  return (
    <div className={styles.original}>
      <nav className={styles.ports} aria-label={t('chart:original.choose')}>
        {ports.map((candidate) => (
          <button
            key={candidate.key}
            type="button"
            aria-current={candidate.key === portKey ? 'page' : undefined}
            onClick={() => onOpen(candidate.key, '/')}
          >
            <b>{words.number(candidate)}</b> {words.shortName(candidate)}
          </button>
        ))}
      </nav>
      {port === undefined ? (
        <p className={styles.hint}>
          {portKey === undefined || chart.ports.every(({ key }) => key !== portKey)
            ? t('chart:original.choose')
            : t('chart:original.notHttp')}
        </p>
      ) : (
        <ConfirmedPage
          key={port.key}
          cluster={cluster}
          detail={detail}
          port={port}
          page={page}
          onOpen={onOpen}
        />
      )}
    </div>
  )
}

type ConfirmedPageProps = Omit<OriginalPageProps, 'portKey' | 'page'> & {
  readonly port: ChartPort
  readonly page: string
}

/** The application's own pages are asked for once, because a GET of theirs may do anything. */
function ConfirmedPage({ cluster, detail, port, page, onOpen }: ConfirmedPageProps) {
  const { t } = useTranslation('chart')
  const [confirmed, setConfirmed] = useState(port.id !== 'application')
  if (!confirmed) {
    return (
      <section className={styles.confirm} aria-label={t('original.confirmTitle')}>
        <h2>{t('original.confirmTitle')}</h2>
        <p>{t('original.confirmText')}</p>
        <Button size="xs" onClick={() => setConfirmed(true)}>
          {t('original.confirm')}
        </Button>
      </section>
    )
  }
  return (
    <OriginalFrame
      cluster={cluster}
      detail={detail}
      port={port}
      page={page}
      onOpen={(path) => onOpen(port.key, path)}
    />
  )
}
