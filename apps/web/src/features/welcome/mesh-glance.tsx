import { IconAlertTriangle, IconCompass, IconDoorEnter, IconRoute, IconStack2 } from '@tabler/icons-react'
import type { PodSummary, WatchState } from '@portolan/contract/pods'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { ProxySync } from '@portolan/contract/sync'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatList, formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { KindIcon } from '../explorer/kind-icon.tsx'
import { isSyncTrouble } from '../explorer/sync-trouble.ts'
import { whySyncUnknown } from '../explorer/sync-unknown.ts'
import type { SyncState } from '../explorer/use-mesh-trees.ts'
import { meshOverview } from './mesh-overview.ts'
import { PodGroup } from './pod-group.tsx'
import styles from './welcome.module.css'

type MeshGlanceProps = {
  readonly cluster: string
  readonly pods: readonly PodSummary[]
  readonly watch: WatchState
  readonly sync: SyncState | undefined
}

const noSync: ReadonlyMap<string, ProxySync> = new Map()

/** What is in a mesh, and what is wrong with it, in one screen. */
export function MeshGlance({ cluster, pods, watch, sync }: MeshGlanceProps) {
  const { t } = useTranslation(['welcome', 'kinds', 'explorer'])
  const language = useLanguage()
  const proxies = sync?.proxies ?? noSync
  const mesh = useMemo(() => meshOverview(pods, proxies), [pods, proxies])
  const syncOf = (pod: PodSummary) => proxies.get(formatPodRef(pod))
  return (
    <>
      {watch.state === 'stale' && (
        <output className={styles.note}>
          {t('explorer:stale.title', { time: formatMoment(watch.since, language) })}
        </output>
      )}
      {watch.namespaces !== undefined && (
        <p className={styles.note}>
          {t('explorer:partial', { namespaces: formatList(watch.namespaces, language) })}
        </p>
      )}
      <p className={styles.counts}>
        {t('glance', {
          cluster,
          pods: mesh.pods,
          workloads: mesh.workloads,
          namespaces: mesh.namespaces,
          outside: mesh.outside,
        })}{' '}
        <SyncLine sync={sync} />
      </p>
      <ul className={styles.kinds}>
        {mesh.kinds.map(({ kind, pods: count }) => (
          <li key={kind}>
            <KindIcon kind={kind} /> {t(`kinds:kind.${kind}`)} <b>{count}</b>
          </li>
        ))}
      </ul>
      <div className={styles.lists}>
        <PodGroup
          icon={IconAlertTriangle}
          title={t('attention.title')}
          none={t('attention.none')}
          pods={mesh.troubles}
          cluster={cluster}
          show="trouble"
          syncOf={syncOf}
          tone={mesh.troubles.length > 0 ? 'bad' : undefined}
          atMost={8}
        />
        <div className={styles.side}>
          <PodGroup
            icon={IconCompass}
            title={
              mesh.versions.length === 0
                ? t('controlPlane.title')
                : t('controlPlane.versions', { versions: formatList(mesh.versions, language) })
            }
            none={t('controlPlane.none')}
            pods={mesh.controlPlane}
            cluster={cluster}
            show="control-plane"
            syncOf={syncOf}
          />
          <PodGroup
            icon={IconDoorEnter}
            title={t('gateways.title')}
            none={t('gateways.none')}
            pods={mesh.gateways}
            cluster={cluster}
            show="gateways"
            syncOf={syncOf}
          />
          {mesh.ambient.length > 0 && (
            <PodGroup
              icon={IconRoute}
              title={t('ambient.title')}
              none=""
              pods={mesh.ambient}
              cluster={cluster}
              show="ambient"
              syncOf={syncOf}
            />
          )}
        </div>
      </div>
      {mesh.pods === 0 && (
        <p className={styles.soft}>
          <IconStack2 size={15} aria-hidden="true" /> {t('workloads.none')}
        </p>
      )}
    </>
  )
}

/** How many proxies have what istiod sent; or why nobody knows. */
function SyncLine({ sync }: { readonly sync: SyncState | undefined }) {
  const { t } = useTranslation(['welcome', 'explorer'])
  const why = whySyncUnknown(sync)
  if (why !== undefined) return t(`explorer:syncUnknown.${why.kind}`, { said: why.text })
  if (sync === undefined || sync.istiods.some(({ state }) => state === 'asking')) return null
  if (sync.istiods.length === 0) return t('sync.noIstiod')
  const all = [...sync.proxies.values()]
  const behind = all.filter(isSyncTrouble).length
  return behind === 0 ? t('sync.all', { count: all.length }) : t('sync.some', { count: all.length, behind })
}
