import styles from './chart-skeleton.module.css'

/** The outline of a chart that is not known yet, where the parts of a sidecar would stand. */
export function ChartSkeleton() {
  return (
    <svg className={styles.skeleton} viewBox="0 0 704 560" aria-hidden="true">
      <rect x={364} y={8} width={210} height={46} rx={8} />
      <rect x={124} y={94} width={452} height={386} rx={13} />
      <rect x={134} y={120} width={114} height={140} rx={10} />
      <rect x={282} y={120} width={284} height={348} rx={10} />
      <rect x={293} y={146} width={230} height={100} rx={7} />
      <rect x={293} y={290} width={230} height={164} rx={7} />
      <rect x={6} y={342} width={100} height={66} rx={8} />
      <rect x={598} y={284} width={100} height={66} rx={8} />
      <rect x={598} y={364} width={100} height={66} rx={8} />
      <rect x={290} y={510} width={122} height={46} rx={8} />
      <rect x={440} y={510} width={122} height={46} rx={8} />
    </svg>
  )
}
