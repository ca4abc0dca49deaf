import { formatNeed } from '@portolan/contract/access'
import type { AccessAnswer } from '@portolan/contract/access'
import type { Chart, Unread } from '@portolan/contract/chart'
import { formatList } from '../../i18n/format-time.ts'
import { useWords } from './use-words.ts'
import type { Words } from './use-words.ts'
import styles from './chart-notices.module.css'

type ChartNoticesProps = { readonly chart: Chart; readonly access: readonly AccessAnswer[] }

function unreadText(entry: Unread, chart: Chart, words: Words): string {
  const { t } = words
  const need = formatNeed(entry.need)
  const why =
    entry.reason === 'forbidden'
      ? t('chart:unread.need', { need })
      : entry.reason === 'not-found'
        ? t('chart:unread.notFound', { need })
        : t('chart:unread.failed', { text: entry.text })
  const what = words.unread(entry.id)
  const ports = entry.affects.map((key) => words.end(chart, { kind: 'port', key }))
  return ports.length === 0
    ? t('chart:unread.itemAlone', { what, need: why })
    : t('chart:unread.item', { what, need: why, ports: formatList(ports, words.language) })
}

/** What this chart lacks, and which right would bring it. */
export function ChartNotices({ chart, access }: ChartNoticesProps) {
  const words = useWords()
  const { t } = words
  const missing = access
    .filter(({ allowed, notice }) => !allowed && !notice)
    .map(({ need }) => formatNeed(need))
  const notices = access
    .filter(({ allowed, notice }) => !allowed && notice)
    .map(({ need }) => formatNeed(need))
  if (missing.length === 0 && notices.length === 0 && chart.unread.length === 0) return null
  return (
    <div className={styles.notices}>
      {missing.length > 0 && (
        <section className={styles.notice} data-tone="bad" aria-label={t('chart:access.title')}>
          <strong>{t('chart:access.title')}</strong>
          <p>{t('chart:access.text', { missing: formatList(missing, words.language) })}</p>
        </section>
      )}
      {notices.length > 0 && missing.length === 0 && (
        <section className={styles.notice}>
          <p>{t('chart:access.notice', { missing: formatList(notices, words.language) })}</p>
        </section>
      )}
      {chart.unread.length > 0 && (
        <section className={styles.notice} aria-label={t('chart:unread.title')}>
          <strong>{t('chart:unread.title')}</strong>
          <ul>
            {chart.unread.map((entry) => (
              <li key={entry.id}>{unreadText(entry, chart, words)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
