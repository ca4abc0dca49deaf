import { Suspense, lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { panelStore } from './panel-store.ts'
import { useNotifications } from './use-panel.ts'
import styles from './toasts.module.css'

const Toast = lazy(async () => ({ default: (await import('./toast.tsx')).Toast }))

/** How many stand on the screen at once; the others wait in the panel. */
const mostShown = 4

/**
 * What is being told, in a corner above the status bar. The region is always
 * there, so that a screen reader hears what comes into it; it never takes the
 * focus. Nothing leaves while somebody points at one or has the focus in it.
 */
export function Toasts() {
  const { t } = useTranslation('panel')
  const [held, setHeld] = useState(false)
  const shown = useNotifications().filter((one) => one.shown)
  const more = shown.length - mostShown
  return (
    <section
      className={styles.toasts}
      aria-label={t('notifications.tab')}
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Suspense>
        {shown.slice(0, mostShown).map((one) => (
          <Toast key={one.id} notification={one} held={held} />
        ))}
      </Suspense>
      {more > 0 && (
        <button type="button" className={styles.more} onClick={() => panelStore.show('notifications')}>
          {t('notifications.more', { count: more })}
        </button>
      )}
    </section>
  )
}
