import { useTranslation } from 'react-i18next'
import { useTopics } from '../../live/use-live.ts'
import { useChosenCluster } from '../session/chosen-cluster.ts'
import { KeptLists } from './kept-lists.tsx'
import { MeshGlance } from './mesh-glance.tsx'
import { NoMesh } from './no-mesh.tsx'
import styles from './welcome.module.css'

/** A cluster's first page: what is in its mesh, what needs a look, and where one was before. */
export function Welcome({ cluster: wanted }: { readonly cluster: string | undefined }) {
  const { t } = useTranslation('welcome')
  const chosen = useChosenCluster()
  const cluster = wanted ?? chosen
  const [list, sync] = useTopics(
    cluster === undefined
      ? []
      : [
          { kind: 'pods', cluster },
          { kind: 'sync', cluster },
        ],
  )
  // A list that broke keeps what it had: partly known is better than nothing.
  const known = list?.kind === 'pods' && (list.pods.length > 0 || list.watch.state === 'live')
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      {cluster !== undefined && known && (
        <MeshGlance
          cluster={cluster}
          pods={list.pods}
          watch={list.watch}
          sync={sync?.kind === 'sync' ? sync : undefined}
        />
      )}
      {cluster === undefined && <p className={styles.soft}>{t('noCluster')}</p>}
      {cluster !== undefined && !known && <NoMesh cluster={cluster} state={list} />}
      <KeptLists cluster={cluster} pods={list?.kind === 'pods' ? list.pods : []} />
      <section className={styles.can}>
        <h2>{t('can.title')}</h2>
        <ul>
          <li>{t('can.chart')}</li>
          <li>{t('can.evidence')}</li>
          <li>{t('can.pages')}</li>
          <li>{t('can.share')}</li>
        </ul>
      </section>
    </div>
  )
}
