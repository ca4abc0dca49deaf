import type { ChartVital } from '@portolan/contract/chart'
import type { ChartView } from './chart-view.ts'
import type { Words } from './use-words.ts'
import styles from './part-detail.module.css'

type VitalFactsProps = {
  readonly view: ChartView
  readonly vitals: readonly ChartVital[]
  readonly words: Words
}

/** Rows of a list of facts: each vital sign with what it said. */
export function VitalFacts({ view, vitals, words: { t } }: VitalFactsProps) {
  return vitals.map(({ key, id }) => {
    const observed = view.vitals.get(key)
    const state = observed?.state ?? 'unknown'
    return (
      <div key={key} className={styles.row}>
        <dt>{t(`chart:vital.${id}`, { defaultValue: id })}</dt>
        <dd>
          <strong data-vital={state}>{t(`states:vital.${state}`)}</strong>
          {observed?.value !== undefined && ` (${observed.value})`}
          {observed?.text !== undefined && <code className={styles.said}>{observed.text}</code>}
        </dd>
      </div>
    )
  })
}
