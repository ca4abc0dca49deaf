import type { ChartContainer } from '@portolan/contract/chart'
import type { PodDetail } from '@portolan/contract/pods'
import { useTranslation } from 'react-i18next'
import { formatDistance, formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { useThisClusterNow } from '../session/cluster-clock.ts'
import styles from './pod-facts.module.css'

/** What Kubernetes says of the pod, beside the chart while nothing on it is chosen. */
export function PodFacts({ detail }: { readonly detail: PodDetail }) {
  const { t } = useTranslation(['pod', 'kinds', 'chart'])
  const language = useLanguage()
  const now = useThisClusterNow()
  const { summary, chart } = detail
  const { workload, because, createdAt, node } = summary
  return (
    <div className={styles.facts}>
      <h2>{t('facts.title')}</h2>
      <dl>
        <dt>{t('facts.why')}</dt>
        <dd>{t(`kinds:because.${because}`, { defaultValue: because })}</dd>
        <dt>{t('facts.workload')}</dt>
        <dd>
          {workload.kind} {workload.name}
        </dd>
        {node !== undefined && (
          <>
            <dt>{t('facts.node')}</dt>
            <dd>{node}</dd>
          </>
        )}
        {chart.pod.ips.length > 0 && (
          <>
            <dt>{t('facts.addresses')}</dt>
            <dd>{chart.pod.ips.join(', ')}</dd>
          </>
        )}
        <dt>{t('facts.created')}</dt>
        <dd>
          {formatMoment(createdAt, language, new Date(now))} ({formatDistance(createdAt, now, language)})
        </dd>
      </dl>
      <h3>{t('facts.containers')}</h3>
      <ul>
        {chart.containers.map((container) => (
          <li key={container.name}>
            <ContainerFacts container={container} />
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{t('chart:detail.nothing')}</p>
    </div>
  )
}

function ContainerFacts({ container }: { readonly container: ChartContainer }) {
  const { t } = useTranslation(['pod', 'states'])
  const { name, kind, image, state, ready, restarts, text } = container
  const isOver = kind === 'init' && state === 'terminated'
  const words = [
    t(`states:container.${state}`),
    ...(isOver ? [] : [ready ? t('facts.ready') : t('facts.notReady')]),
    ...(restarts > 0 ? [t('restarts', { count: restarts })] : []),
  ]
  return (
    <>
      <b>{name}</b>
      {kind !== 'container' && (
        <span className={styles.kind}>{t(kind === 'init' ? 'facts.init' : 'facts.native')}</span>
      )}
      <span className={styles.state} data-bad={(!ready && !isOver) || undefined}>
        {words.join(', ')}
      </span>
      {text !== undefined && <span className={styles.text}>{text}</span>}
      <code>{image}</code>
    </>
  )
}
