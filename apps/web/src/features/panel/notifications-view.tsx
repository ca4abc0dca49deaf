import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { NoticeIcon } from './notice-icon.tsx'
import { notifications } from './notifications.ts'
import { PanelEmpty } from './panel-empty.tsx'
import { useNotifications } from './use-panel.ts'
import styles from './panel-view.module.css'

/** What was told, newest first, until it is cleared. */
export function NotificationsView() {
  const { t } = useTranslation('panel')
  const language = useLanguage()
  const list = useNotifications()
  if (list.length === 0)
    return <PanelEmpty title={t('notifications.empty.title')} text={t('notifications.empty.text')} />
  const unread = list.filter(({ read }) => !read).length
  return (
    <div className={styles.view}>
      <div className={`tool-line ${styles.tools}`}>
        <span>{t('notifications.unread', { count: unread })}</span>
        <button
          type="button"
          className="tool"
          disabled={unread === 0}
          onClick={() => notifications.markAllRead()}
        >
          {t('notifications.markAllRead')}
        </button>
        <button type="button" className="tool" onClick={() => notifications.clear()}>
          {t('notifications.clear')}
        </button>
      </div>
      <ul className={styles.list} aria-label={t('notifications.tab')}>
        {list.map(({ id, kind, title, text, action, at, read }) => (
          <li key={id} data-unread={!read || undefined}>
            <NoticeIcon kind={kind} />
            <div>
              <h3>
                <span className="visually-hidden">{t(`notifications.kind.${kind}`)}: </span>
                {title}
              </h3>
              {text !== undefined && <p>{text}</p>}
              <div className={styles.meta}>{formatMoment(at, language)}</div>
            </div>
            <div className={styles.actions}>
              {action !== undefined && (
                <button
                  type="button"
                  className="button"
                  onClick={() => {
                    notifications.markRead(id)
                    action.run()
                  }}
                >
                  {action.label}
                </button>
              )}
              {!read && (
                <button type="button" className="button" onClick={() => notifications.markRead(id)}>
                  {t('notifications.markRead')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
