import { useHotkeys } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { podViews } from './pod-search.ts'
import type { PodSearch, PodViewName } from './pod-search.ts'
import styles from './pod-header.module.css'

/** The views of one pod, as links: each opens in a tab of its own as well. */
export function ViewSwitch() {
  const { t } = useTranslation('pod')
  const navigate = useNavigate()
  useHotkeys(
    podViews.map((wanted, index) => [
      `${index + 1}`,
      () => void navigate({ to: '.', search: withView(wanted) }),
    ]),
  )
  return (
    <nav className={styles.views} aria-label={t('views')}>
      {podViews.map((one) => (
        <Link key={one} to="." search={withView(one)} activeOptions={{ exact: true }}>
          {t(`view.${one}`)}
        </Link>
      ))}
    </nav>
  )
}

function withView(view: PodViewName): (before: PodSearch) => PodSearch {
  return (before) => ({ ...before, view: view === 'chart' ? undefined : view })
}
