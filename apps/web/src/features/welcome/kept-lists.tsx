import { IconHistory, IconPin } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { PodSummary } from '@portolan/contract/pods'
import { useTranslation } from 'react-i18next'
import { DocumentLink } from '../../documents/document-link.tsx'
import type { PodBookmark } from '../../documents/stored-layout.ts'
import { podOfPin } from '../explorer/kept-pods.ts'
import { usePins, useRecents } from '../explorer/use-kept-pods.ts'
import { useSession } from '../session/session-context.ts'
import styles from './welcome.module.css'

const most = 6

type KeptListsProps = { readonly cluster: string | undefined; readonly pods: readonly PodSummary[] }

/** What was pinned, and where one was before; nothing for who is here for the first time. */
export function KeptLists({ cluster, pods }: KeptListsProps) {
  const { t } = useTranslation('welcome')
  const { clusters } = useSession()
  const isThere = (kept: PodBookmark) => clusters.some(({ name }) => name === kept.cluster)
  const pins = usePins().filter(isThere)
  const recents = useRecents().filter(isThere).slice(0, most)
  if (pins.length === 0 && recents.length === 0) return null
  return (
    <div className={styles.lists}>
      {pins.length > 0 && (
        <KeptList icon={IconPin} title={t('pins')} kept={pins} cluster={cluster} pods={pods} />
      )}
      {recents.length > 0 && (
        <KeptList icon={IconHistory} title={t('recents')} kept={recents} cluster={cluster} pods={pods} />
      )}
    </div>
  )
}

type KeptListProps = KeptListsProps & {
  readonly icon: Icon
  readonly title: string
  readonly kept: readonly PodBookmark[]
}

function KeptList({ icon: Picture, title, kept, cluster, pods }: KeptListProps) {
  return (
    <section className={styles.group}>
      <h2>
        <Picture size={16} stroke={1.7} aria-hidden="true" />
        {title}
      </h2>
      <ul>
        {kept.map((one) => {
          const found = one.cluster === cluster ? podOfPin(one, pods) : undefined
          const { namespace, name } = found ?? one
          return (
            <li key={`${one.cluster}/${one.namespace}/${one.name}`}>
              <DocumentLink
                document={{ view: 'pod', cluster: one.cluster, pod: { namespace, name }, show: {} }}
                preview
                className={styles.pod}
              >
                <span className={styles.name}>
                  {name}
                  <span className={styles.namespace}>
                    {one.cluster === cluster ? namespace : `${one.cluster} · ${namespace}`}
                  </span>
                </span>
              </DocumentLink>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
