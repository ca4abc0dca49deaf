import type { PodDetail } from '@portolan/contract/pods'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PodSearch } from '../pod/pod-search.ts'
import { usePodView, withShow } from '../pod/use-pod-view.ts'
import { readEnvoySearch, writeEnvoySearch } from './envoy-search.ts'
import { ProxySections } from './proxy-sections.tsx'
import styles from './envoy.module.css'

type EnvoyViewProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly show: PodSearch
}

/** What a pod's Envoy holds: listeners, routes, clusters and everything else of its configuration, as it has it now. */
export function EnvoyView({ cluster, detail, show }: EnvoyViewProps) {
  const { t } = useTranslation('envoy')
  const changeView = usePodView()
  const search = useMemo(() => readEnvoySearch(show.q), [show.q])
  const { namespace, name: pod } = detail.chart.pod
  const source = useMemo(() => ({ kind: 'pod' as const, cluster, namespace, pod }), [cluster, namespace, pod])
  const hasEnvoy = detail.chart.ports.some(
    ({ id, presence }) => id === 'envoy-admin' && presence.kind !== 'absent',
  )
  if (!hasEnvoy) return <p className={styles.none}>{t('noEnvoy')}</p>
  return (
    <ProxySections
      source={source}
      search={search}
      onGo={(to, how) => changeView(withShow({ q: writeEnvoySearch({ ...search, ...to }) }), how)}
    />
  )
}
