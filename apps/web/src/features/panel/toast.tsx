import { IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticeIcon } from './notice-icon.tsx'
import { notifications } from './notifications.ts'
import type { Notice, Notification } from './notifications.ts'
import styles from './toasts.module.css'

/** How long one stays, in milliseconds; what went wrong stays until it is put away. */
const staysFor: Readonly<Record<Notice['kind'], number | undefined>> = {
  info: 7_000,
  success: 7_000,
  warning: 14_000,
  failure: undefined,
}

/** @param props.held somebody reads: the time starts anew afterwards */
export function Toast({
  notification,
  held,
}: {
  readonly notification: Notification
  readonly held: boolean
}) {
  const { t } = useTranslation('panel')
  const { id, kind, title, text, action } = notification
  const stay = staysFor[kind]
  useEffect(() => {
    if (held || stay === undefined) return
    const timer = setTimeout(() => notifications.hide(id), stay)
    return () => clearTimeout(timer)
  }, [id, held, stay])
  return (
    <div className={styles.toast} data-kind={kind}>
      <NoticeIcon kind={kind} />
      <div>
        <strong>
          <span className="visually-hidden">{t(`notifications.kind.${kind}`)}: </span>
          {title}
        </strong>
        {text !== undefined && <p>{text}</p>}
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
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={t('notifications.putAway', { title })}
        onClick={() => notifications.markRead(id)}
      >
        <IconX size={14} aria-hidden="true" />
      </button>
    </div>
  )
}
