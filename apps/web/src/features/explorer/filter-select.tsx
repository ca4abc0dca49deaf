import { useTranslation } from 'react-i18next'
import { oneOf } from '../../documents/search-text.ts'
import { podFilters } from './explorer-search.ts'
import type { PodFilter } from './explorer-search.ts'
import { useExplorerSearch } from '../../documents/address-bar.ts'
import styles from './mesh-explorer.module.css'

const words = {
  trouble: 'filter.trouble',
  'not-ready': 'filter.notReady',
  mesh: 'filter.mesh',
  'control-plane': 'filter.controlPlane',
  gateways: 'filter.gateways',
  ambient: 'filter.ambient',
  outside: 'filter.outside',
} as const satisfies Record<PodFilter, string>

/** Which pods the explorer shows; kept in the address. */
export function FilterSelect() {
  const { t } = useTranslation('explorer')
  const [search, setSearch] = useExplorerSearch()
  return (
    <select
      className={styles.filter}
      aria-label={t('filter.kinds')}
      value={search.show ?? ''}
      data-set={search.show !== undefined || undefined}
      onChange={(event) => setSearch({ ...search, show: oneOf(podFilters, event.currentTarget.value) })}
    >
      <option value="">{t('filter.anyKind')}</option>
      {podFilters.map((filter) => (
        <option key={filter} value={filter}>
          {t(words[filter])}
        </option>
      ))}
    </select>
  )
}
