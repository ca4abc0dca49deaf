import type { InsideSocket } from '@portolan/contract/inside'
import type { InsideChange } from '@portolan/contract/inside-changes'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { endText, holdersText, localText } from './socket-rows.ts'
import styles from './sockets.module.css'

/** More than anybody reads; the latest are the ones that matter. */
const mostLines = 200

type HistoryLine = {
  readonly id: string
  readonly at: string
  readonly kind: 'opened' | 'closed'
  readonly socket: InsideSocket
}

/** What was opened and closed while somebody watched, the latest first. */
export function historyLines(history: readonly InsideChange[]): readonly HistoryLine[] {
  const lines: HistoryLine[] = []
  for (const { at, opened, closed } of history.toReversed()) {
    if (lines.length >= mostLines) break
    const line = (kind: HistoryLine['kind']) => (socket: InsideSocket) => ({
      id: `${at} ${kind} ${socket.key}`,
      at,
      kind,
      socket,
    })
    lines.push(...closed.map(line('closed')), ...opened.map(line('opened')))
  }
  return lines.slice(0, mostLines)
}

export function SocketHistory({ history }: { readonly history: readonly InsideChange[] }) {
  const { t } = useTranslation('inside')
  const language = useLanguage()
  const lines = useMemo(() => historyLines(history), [history])
  const cut = history.reduce((sum, change) => sum + change.cut, 0)
  return (
    <details className={styles.history}>
      <summary>
        {t('history.title')} <small>{t('history.count', { count: lines.length })}</small>
      </summary>
      {lines.length === 0 && <p>{t('history.none')}</p>}
      {lines.length > 0 && (
        // It scrolls, so that the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol tabIndex={0} aria-label={t('history.title')}>
          {lines.map(({ id, at, kind, socket }) => (
            <li key={id} data-kind={kind}>
              <time dateTime={at}>{formatMoment(at, language)}</time>
              <b>{t(`history.${kind}`)}</b>
              <code>
                {socket.family} {localText(socket)}
                {socket.remote !== undefined && ` → ${endText(socket.remote)}`}
              </code>
              <span>{holdersText(socket)}</span>
            </li>
          ))}
        </ol>
      )}
      {cut > 0 && <p>{t('history.cut', { count: cut })}</p>}
    </details>
  )
}
