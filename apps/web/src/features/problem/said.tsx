import { useTranslation } from 'react-i18next'
import styles from './problem.module.css'

/** A component's own words, never rephrased. */
export function Said({ text }: { readonly text: string | undefined }) {
  const { t } = useTranslation('problem')
  if (text === undefined || text === '') return null
  return (
    <p className={styles.said}>
      <span className="visually-hidden">{t('said')}: </span>
      <code>{text}</code>
    </p>
  )
}
