import type { Fact } from '@portolan/envoy/table/resource-table'
import { lazy, Suspense } from 'react'
import styles from './envoy.module.css'

/** Its library is loaded with the first histogram that somebody opens. */
const HistogramChart = lazy(() => import('./histogram-chart.tsx'))

/** A histogram, drawn where a row is one: its quantiles, or else its buckets. Its facts tell them in words. */
export function HistogramBars({ facts }: { readonly facts: readonly Fact[] }) {
  const quantiles = barsOf(facts, 'stat.quantile')
  const bars = quantiles.length > 0 ? quantiles : barsOf(facts, 'stat.bucket')
  if (bars.length === 0) return null
  return (
    <div className={styles.histogram} aria-hidden="true">
      <Suspense>
        <HistogramChart bars={bars} />
      </Suspense>
    </div>
  )
}

function barsOf(facts: readonly Fact[], kind: Fact['word']): readonly { name: string; value: number }[] {
  return facts.flatMap(({ word, name, text }) =>
    word === kind && name !== undefined ? [{ name, value: Number(text) }] : [],
  )
}
