import { IconAlertTriangle, IconCompass, IconDoorEnter, IconStack2 } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { PodSummary } from '@portolan/contract/pods'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTopics } from '../../live/use-live.ts'
import type { PodFilter } from '../explorer/explorer-search.ts'
import { needsAttention, readinessOf } from '../explorer/pod-readiness.ts'
import { ReadinessMark } from '../explorer/readiness-mark.tsx'
import { currentCluster, useSession } from '../session/session-context.ts'
import { welcomeLists } from './welcome-lists.ts'
import styles from './welcome.module.css'

/** Rows of one list before it says how many more there are. */
const most = { side: 5, main: 12 }

/** The first page: what needs a look, where the mesh's parts are, and what can be done. */
export function Welcome() {
  const { t } = useTranslation('welcome')
  const cluster = currentCluster(useSession())
  const [state] = useTopics(cluster === undefined ? [] : [{ kind: 'pods', cluster }])
  const lists = state?.kind === 'pods' ? welcomeLists(state.pods) : undefined
  const known = state?.kind === 'pods' && (state.pods.length > 0 || state.watch.state === 'live')
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      {cluster !== undefined && lists !== undefined && known && (
        <div className={styles.lists}>
          <div className={styles.side}>
            <PodGroup
              icon={IconAlertTriangle}
              title={t('attention.title')}
              none={t('attention.none')}
              pods={lists.attention}
              cluster={cluster}
              show="not-ready"
              tone={lists.attention.length > 0 ? 'bad' : undefined}
            />
            <PodGroup
              icon={IconCompass}
              title={t('controlPlane.title')}
              none={t('controlPlane.none')}
              pods={lists.controlPlane}
              cluster={cluster}
              show="control-plane"
            />
            <PodGroup
              icon={IconDoorEnter}
              title={t('gateways.title')}
              none={t('gateways.none')}
              pods={lists.gateways}
              cluster={cluster}
              show="gateways"
            />
          </div>
          <PodGroup
            icon={IconStack2}
            title={t('workloads.title')}
            none={t('workloads.none')}
            pods={lists.workloads}
            cluster={cluster}
            show="mesh"
            atMost={most.main}
          />
        </div>
      )}
      {state === undefined && cluster !== undefined && (
        <output className={styles.soft}>{t('loading')}</output>
      )}
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

type PodGroupProps = {
  readonly icon: Icon
  readonly title: string
  readonly none: string
  readonly pods: readonly PodSummary[]
  readonly cluster: string
  readonly show: PodFilter
  readonly tone?: 'bad' | undefined
  readonly atMost?: number
}

function PodGroup({
  icon: Picture,
  title,
  none,
  pods,
  cluster,
  show,
  tone,
  atMost = most.side,
}: PodGroupProps) {
  const { t } = useTranslation('welcome')
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
            <PodLink pod={pod} cluster={cluster} />
          </li>
        ))}
      </ul>
      {pods.length > atMost && (
        <Link to="." search={(before) => ({ ...before, show })} className={styles.more}>
          {t('more', { count: pods.length - atMost })} · {t('showAll')}
        </Link>
      )}
    </section>
  )
}

function PodLink({ pod, cluster }: { readonly pod: PodSummary; readonly cluster: string }) {
  const { t } = useTranslation('welcome')
  const { namespace, name, workload, ready, status, restarts } = pod
  return (
    <Link
      to="/clusters/$cluster/pods/$namespace/$pod"
      params={{ cluster, namespace, pod: name }}
      className={styles.pod}
      title={name}
    >
      <ReadinessMark readiness={readinessOf(pod)} />
      <span className={styles.name}>
        {workload.name}
        <span className={styles.namespace}>{namespace}</span>
      </span>
      <span className={styles.state} data-bad={needsAttention(pod) || undefined}>
        {restarts > 0 && needsAttention(pod) && <span>{t('attention.restarts', { count: restarts })}</span>}
        {status === 'Running' ? (
          <>
            <span aria-hidden="true">{t('ready', ready)}</span>
            <span className="visually-hidden">{t('readyLong', ready)}</span>
          </>
        ) : (
          <span>{status}</span>
        )}
      </span>
    </Link>
  )
}
