import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { clusterQuery } from '../features/session/query.ts'
import { useSession } from '../features/session/session-context.ts'
import styles from './status-bar.module.css'

/** As whom one looks; its groups and the API server are one press away. */
export function StatusIdentity({ cluster }: { readonly cluster: string }) {
  const { t } = useTranslation('shell')
  const id = useId()
  const { clusters } = useSession()
  const known = clusters.find(({ name }) => name === cluster)
  const { data } = useQuery({ ...clusterQuery(cluster), enabled: known !== undefined })
  const user = data?.user ?? t('identityUnknown')
  const groups = data?.groups ?? []
  return (
    <>
      <button type="button" className={styles.identity} popoverTarget={id} title={t('identity')}>
        <span className="visually-hidden">{t('identity')}: </span>
        {user}
      </button>
      <div id={id} popover="auto" className={styles.card} role="dialog" aria-label={t('identity')}>
        <dl>
          <dt>{t('identityShort')}</dt>
          <dd>{user}</dd>
          <dt>{t('groups')}</dt>
          <dd>
            {groups.length === 0 ? t('groupsUnknown') : groups.map((group) => <div key={group}>{group}</div>)}
          </dd>
          <dt>{t('cluster')}</dt>
          <dd>{cluster}</dd>
          <dt>{t('server')}</dt>
          <dd>{known?.server}</dd>
          {data?.kubernetesVersion !== undefined && (
            <>
              <dt>Kubernetes</dt>
              <dd>{data.kubernetesVersion}</dd>
            </>
          )}
        </dl>
      </div>
    </>
  )
}
