import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { readAgain } from './table-query.ts'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

type AsOfProps = { readonly source: ProxySource; readonly readAt: number; readonly fetching: boolean }

/** Of when the answers are, and to ask for newer ones; a file has none. */
export function AsOf({ source, readAt, fetching }: AsOfProps) {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  return (
    <>
      <span className={styles.soft}>{t('asOf', { time: formatMoment(readAt, language) })}</span>
      {source.kind === 'pod' && (
        <button type="button" className="tool" disabled={fetching} onClick={() => void readAgain(source)}>
          <IconRefresh size={14} aria-hidden="true" />
          <span className="visually-hidden">{t('refresh')}</span>
        </button>
      )}
    </>
  )
}
