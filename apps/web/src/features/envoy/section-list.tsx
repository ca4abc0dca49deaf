import { useTranslation } from 'react-i18next'
import type { EnvoySection } from './envoy-search.ts'
import styles from './envoy.module.css'

type SectionListProps = {
  readonly sections: readonly EnvoySection[]
  readonly chosen: EnvoySection
  readonly onChoose: (section: EnvoySection) => void
}

/** The parts of the view of a proxy, in the order in which a request meets them. */
export function SectionList({ sections, chosen, onChoose }: SectionListProps) {
  const { t } = useTranslation('envoy')
  return (
    <nav className={styles.sections} aria-label={t('sections')}>
      {sections.map((section) => (
        <button
          key={section}
          type="button"
          aria-current={section === chosen ? 'page' : undefined}
          onClick={() => onChoose(section)}
        >
          {t(`section.${section}`)}
        </button>
      ))}
    </nav>
  )
}
