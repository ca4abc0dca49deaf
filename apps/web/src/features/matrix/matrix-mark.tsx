import { StateMark } from '../chart/state-mark.tsx'
import { worstOf } from './matrix-rows.ts'
import type { MatrixCell } from './matrix-rows.ts'
import styles from './matrix.module.css'

/**
 * A port in one sign: what was seen of it, else a ring for what is expected and
 * a broken ring for what may be there. What is not as one would expect has a
 * corner of its own, whose shape says how bad.
 */
export function MatrixMark({ cell }: { readonly cell: MatrixCell }) {
  const { port, seen } = cell
  const severity = worstOf(port)
  return (
    <svg className={styles.mark} viewBox="-10 -10 20 20" width={20} height={20} aria-hidden="true">
      {seen === undefined ? (
        <circle className={styles.ring} r={4} data-expected={port.expected ?? 'told'} />
      ) : (
        <StateMark state={seen.state} quiet={port.expected !== 'expected'} />
      )}
      {severity !== undefined && (
        <g transform="translate(6.5,-6.5)" className={styles.corner} data-severity={severity}>
          {severity === 'error' && <path d="M-3.5,-3.5 h7 v7 h-7 z" />}
          {severity === 'warning' && <path d="M0,-4 L4,3.2 H-4 z" />}
          {severity === 'hint' && <circle r={2.6} />}
        </g>
      )}
    </svg>
  )
}
