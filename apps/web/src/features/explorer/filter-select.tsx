import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../router-search.ts'
import { podFilters } from './explorer-search.ts'
import type { PodFilter } from './explorer-search.ts'
import styles from './mesh-explorer.module.css'

const words = {
  'not-ready': 'filter.notReady',
  mesh: 'filter.mesh',
  'control-plane': 'filter.controlPlane',
  gateways: 'filter.gateways',
  outside: 'filter.outside',
} as const satisfies Record<PodFilter, string>

/** Which pods the explorer shows; kept in the address. */
export function FilterSelect() {
  const { t } = useTranslation('explorer')
  const navigate = useNavigate()
  const { show } = useSearch({ from: '__root__' })
  return (
    <select
      className={styles.filter}
      aria-label={t('filter.kinds')}
      value={show ?? ''}
      data-set={show !== undefined || undefined}
      onChange={(event) => {
        const chosen = oneOf(podFilters, event.currentTarget.value)
        void navigate({ to: '.', search: (before) => ({ ...before, show: chosen }), replace: true })
      }}
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
