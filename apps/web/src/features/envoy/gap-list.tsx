import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Gap } from './worker/desk-messages.ts'
import styles from './envoy.module.css'

/** What a view wanted and did not get: what is shown is a part, and which part is missing. */
export function GapList({ gaps }: { readonly gaps: readonly Gap[] }) {
  const { t } = useTranslation('envoy')
  if (gaps.length === 0) return null
  return (
    <div className={styles.gaps} role="status">
      <IconAlertTriangle size={14} aria-hidden="true" />
      <div>
        <b>{t('gaps')}</b>
        <ul>
          {gaps.map(({ question, text }) => (
            <li key={question}>
              <code>{question}</code> {text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
