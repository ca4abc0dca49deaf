import styles from './processes.module.css'

/** Size of the drawing, in CSS pixels. */
const width = 56
const height = 16

/**
 * Values over time without axes: the number beside it says what the last one is.
 * The lowest line is 0, the highest the greatest of them.
 */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  if (values.length < 2) return null
  const top = Math.max(...values, Number.EPSILON)
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * (width - 2) + 1
    const y = height - 1 - (value / top) * (height - 2)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return (
    <svg className={styles.sparkline} width={width} height={height} aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  )
}
