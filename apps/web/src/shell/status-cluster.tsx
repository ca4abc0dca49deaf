import { useTranslation } from 'react-i18next'
import { chosenCluster } from '../features/session/chosen-cluster.ts'
import { modeOf } from '../features/session/cluster-mode.ts'
import { useSession } from '../features/session/session-context.ts'
import styles from './status-bar.module.css'

/** Which cluster new things open in: any context of the kubeconfig, any open recording. */
export function StatusCluster({ chosen }: { readonly chosen: string }) {
  const { t } = useTranslation('shell')
  const session = useSession()
  const known = session.clusters.find(({ name }) => name === chosen)
  const isLive = (name: string) => modeOf(session, name).kind === 'live'
  const groups = [
    { label: t('clusters.contexts'), clusters: session.clusters.filter(({ name }) => isLive(name)) },
    { label: t('clusters.recordings'), clusters: session.clusters.filter(({ name }) => !isLive(name)) },
  ].filter(({ clusters }) => clusters.length > 0)
  return (
    <select
      className={styles.cluster}
      aria-label={t('cluster')}
      title={known === undefined ? chosen : t('clusterHint', { name: chosen, server: known.server })}
      value={chosen}
      onChange={({ currentTarget: { value } }) => chosenCluster.choose(value)}
    >
      {groups.map(({ label, clusters }) => (
        <optgroup key={label} label={label}>
          {clusters.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
