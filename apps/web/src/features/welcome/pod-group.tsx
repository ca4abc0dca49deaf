import type { Icon } from '@tabler/icons-react'
import type { PodSummary } from '@portolan/contract/pods'
import type { ProxySync } from '@portolan/contract/sync'
import { useTranslation } from 'react-i18next'
import { useExplorerSearch } from '../../documents/address-bar.ts'
import type { PodFilter } from '../explorer/explorer-search.ts'
import { PodLink } from './pod-link.tsx'
import styles from './welcome.module.css'

type PodGroupProps = {
  readonly icon: Icon
  readonly title: string
  readonly none: string
  readonly pods: readonly PodSummary[]
  readonly cluster: string
  /** The explorer's filter that shows all of them. */
  readonly show: PodFilter
  readonly syncOf: (pod: PodSummary) => ProxySync | undefined
  readonly tone?: 'bad' | undefined
  readonly atMost?: number
}

/** The first few pods of one sort, and the way to all of them. */
export function PodGroup(props: PodGroupProps) {
  const { icon: Picture, title, none, pods, cluster, show, syncOf, tone, atMost = 4 } = props
  const { t } = useTranslation('welcome')
  const [search, setSearch] = useExplorerSearch()
  return (
    <section className={styles.group} data-tone={tone}>
      <h2>
        <Picture size={16} stroke={1.7} aria-hidden="true" />
        {title}
        {pods.length > 0 && <span className={styles.count}>{pods.length}</span>}
      </h2>
      {pods.length === 0 && <p className={styles.soft}>{none}</p>}
      <ul>
        {pods.slice(0, atMost).map((pod) => (
          <li key={`${pod.namespace}/${pod.name}`}>
            <PodLink pod={pod} cluster={cluster} sync={syncOf(pod)} />
          </li>
        ))}
      </ul>
      {pods.length > atMost && (
        <button type="button" className={styles.more} onClick={() => setSearch({ ...search, show })}>
          {t('more', { count: pods.length - atMost })} · {t('showAll')}
        </button>
      )}
    </section>
  )
}
