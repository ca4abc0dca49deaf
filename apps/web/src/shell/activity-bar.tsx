import { IconHome, IconKeyboard, IconSitemap } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './activity-bar.module.css'

type ActivityBarProps = {
  readonly explorerOpen: boolean
  readonly onToggleExplorer: () => void
  readonly onShowShortcuts: () => void
}

export function ActivityBar({ explorerOpen, onToggleExplorer, onShowShortcuts }: ActivityBarProps) {
  const { t } = useTranslation('shell')
  return (
    <nav className={styles.bar} aria-label={t('activities')}>
      <Link
        to="/"
        className={styles.button}
        aria-label={t('openHome')}
        title={t('openHome')}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        <IconHome size={19} stroke={1.6} aria-hidden="true" />
      </Link>
      <button
        type="button"
        className={styles.button}
        aria-label={t('toggleExplorer')}
        aria-pressed={explorerOpen}
        title={`${t('toggleExplorer')} (Ctrl B)`}
        onClick={onToggleExplorer}
      >
        <IconSitemap size={19} stroke={1.6} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.button}
        data-last
        aria-label={t('showShortcuts')}
        title={`${t('showShortcuts')} (?)`}
        onClick={onShowShortcuts}
      >
        <IconKeyboard size={19} stroke={1.6} aria-hidden="true" />
      </button>
    </nav>
  )
}
