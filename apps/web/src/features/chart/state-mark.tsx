import type { PortState } from '@portolan/contract/port-state'
import styles from './marks.module.css'

const radius = 6.5

type StateMarkProps = {
  readonly state: PortState
  /** Nobody expects this port, so that its being closed is no news. */
  readonly quiet?: boolean
}

/** A port's state as a berth: the sign inside tells it without colour. Centred on 0,0. */
export function StateMark({ state, quiet = false }: StateMarkProps) {
  return (
    <g className={styles.mark} data-state={state} data-quiet={quiet} aria-hidden="true">
      <circle r={radius} className={styles.berth} />
      <Sign state={state} />
    </g>
  )
}

function Sign({ state }: { readonly state: PortState }) {
  switch (state) {
    case 'open':
      return <path className={styles.sign} d="M-3,0.2 L-0.8,2.6 L3.2,-2.6" />
    case 'not-ready':
      return <path className={styles.fill} d={`M0,${-radius} A${radius},${radius} 0 0 1 0,${radius} Z`} />
    case 'closed':
      return <path className={styles.sign} d="M-2.8,-2.8 L2.8,2.8 M2.8,-2.8 L-2.8,2.8" />
    case 'absent':
      return undefined
    case 'forbidden':
      return <path className={styles.sign} d="M-3.4,0 L3.4,0" />
    case 'unknown':
      return (
        <text className={styles.question} y={3.2} textAnchor="middle">
          ?
        </text>
      )
  }
}

/** The same mark beside text. */
export function InlineStateMark({ state }: { readonly state: PortState }) {
  return (
    <svg className={styles.inline} viewBox="-8 -8 16 16" width={15} height={15} aria-hidden="true">
      <StateMark state={state} />
    </svg>
  )
}
