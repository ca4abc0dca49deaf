import type { Trace } from '@portolan/envoy/trace/trace'
import type { Link } from '@portolan/envoy/table/resource-table'
import { useTranslation } from 'react-i18next'
import { TraceStepItem } from './trace-step-item.tsx'
import styles from './trace.module.css'

type ProxyTraceProps = {
  readonly title: string
  readonly trace: Trace
  readonly onFollow: (link: Link) => void
}

/** The decisions of one proxy, in the order in which it makes them. */
export function ProxyTrace({ title, trace, onFollow }: ProxyTraceProps) {
  const { t } = useTranslation('trace')
  return (
    <section aria-label={t('steps', { proxy: title })}>
      <h2>{t('steps', { proxy: title })}</h2>
      <ol className={styles.steps}>
        {trace.steps.map((step, place) => (
          // Steps never change their places while they are shown.
          // oxlint-disable-next-line react/no-array-index-key
          <TraceStepItem key={place} step={step} onFollow={onFollow} />
        ))}
      </ol>
    </section>
  )
}
