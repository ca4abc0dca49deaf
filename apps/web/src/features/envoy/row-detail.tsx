import type { Link, TableId } from '@portolan/envoy/table/resource-table'
import { useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../commands/copy-text.ts'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { CodeBlock } from './code-block.tsx'
import { HistogramBars } from './histogram-bars.tsx'
import { FactList } from './fact-list.tsx'
import { detailQuery } from './table-query.ts'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

type RowDetailProps = {
  readonly source: ProxySource
  readonly table: TableId
  readonly name: string
  readonly index: number | undefined
  readonly onFollow: (link: Link) => void
  readonly onClose: () => void
}

/** Everything that is known of one row, and the object that it was read from. */
export function RowDetail({ source, table, name, index, onFollow, onClose }: RowDetailProps) {
  const { t } = useTranslation('envoy')
  const { data, error, isPending, refetch } = useQuery(detailQuery(source, table, name, index))
  const raw = data?.kind === 'row' ? data.detail.raw : undefined
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles.detail} tabIndex={0} aria-label={t('detail')} aria-busy={isPending}>
      <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
        <IconX size={15} aria-hidden="true" />
      </button>
      <h2>{name}</h2>
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data?.kind === 'none' && <p>{t('noRow')}</p>}
      {data?.kind === 'row' && <HistogramBars facts={data.detail.facts} />}
      {data?.kind === 'row' && <FactList facts={data.detail.facts} onFollow={onFollow} />}
      {raw !== undefined && (
        <details className={styles.raw}>
          <summary>{t('raw')}</summary>
          <p>
            <code>{raw.question}</code> <code>{raw.path}</code>
          </p>
          <button
            type="button"
            className="tool"
            onClick={() => void copyText(raw.path, (say) => say('envoy:pathCopied'))}
          >
            {t('copyPath')}
          </button>
          <button
            type="button"
            className="tool"
            onClick={() => void copyText(raw.text, (say) => say('envoy:rawCopied'))}
          >
            {t('copyRaw')}
          </button>
          <CodeBlock text={raw.text} label={t('raw')} />
        </details>
      )}
    </aside>
  )
}
