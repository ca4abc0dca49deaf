import type { Fact } from '@portolan/envoy/table/resource-table'
import { lazy, Suspense } from 'react'
import styles from './envoy.module.css'

/** Its library is loaded with the first histogram that somebody opens. */
const QuantileChart = lazy(() => import('./quantile-chart.tsx'))

/** The quantiles of a histogram, drawn where a row has any; its facts tell them in words. */
export function Quantiles({ facts }: { readonly facts: readonly Fact[] }) {
  const quantiles = facts.flatMap(({ word, name, text }) =>
    word === 'stat.quantile' && name !== undefined ? [{ name, value: Number(text) }] : [],
  )
  if (quantiles.length === 0) return null
  return (
    <div className={styles.quantiles} aria-hidden="true">
      <Suspense>
        <QuantileChart quantiles={quantiles} />
      </Suspense>
    </div>
  )
}
