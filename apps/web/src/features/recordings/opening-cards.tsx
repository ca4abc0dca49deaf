import { useTranslation } from 'react-i18next'
import type { Opening } from './openings.ts'
import styles from './recordings.module.css'

/** Files on their way: how much of each has arrived, and a way to stop. */
export function OpeningCards({ openings }: { readonly openings: readonly Opening[] }) {
  const { t } = useTranslation('recordings')
  return (
    <section className={styles.cards} aria-label={t('openings')}>
      {openings.map(({ id, file, sent, cancel }) => (
        <div key={id} className={styles.card}>
          <strong title={file}>{t('opening', { file })}</strong>
          <progress aria-label={t('opening', { file })} {...(sent < 1 ? { value: sent } : {})} />
          <span>{sent < 1 ? t('sent', { percent: Math.floor(sent * 100) }) : t('checking')}</span>
          <button type="button" className="button" onClick={cancel}>
            {t('cancel')}
          </button>
        </div>
      ))}
    </section>
  )
}
