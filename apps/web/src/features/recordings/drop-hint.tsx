import { IconPackageImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './recordings.module.css'

/** Says that letting go opens the file. It stands over everything, and lets the drag through. */
export function DropHint() {
  const { t } = useTranslation('recordings')
  return (
    <div className={styles.hint} role="status">
      <div>
        <IconPackageImport size={40} stroke={1.4} aria-hidden="true" />
        <strong>{t('drop.title')}</strong>
        <span>{t('drop.text')}</span>
      </div>
    </div>
  )
}
