import { portStates } from '@portolan/contract/port-state'
import { StateMark } from './state-mark.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

const axes = ['traffic', 'control', 'health', 'debug'] as const
const lineHeight = 17

/** What colours and signs mean, at the lower corners where no line runs. */
export function ChartLegend({
  y,
  width,
  words: { t },
}: {
  readonly y: number
  readonly width: number
  readonly words: Words
}) {
  const half = Math.ceil(portStates.length / 2)
  return (
    <g aria-hidden="true">
      {axes.map((axis, index) => (
        <g key={axis} transform={`translate(10,${y + index * lineHeight})`}>
          <path className={styles.link} data-purpose={axis} data-state="up" d="M0,0 h18" />
          <text className={styles.soft} x={25} y={4}>
            {t(`chart:legend.${axis}`)}
          </text>
        </g>
      ))}
      {portStates.map((state, index) => (
        <g
          key={state}
          transform={`translate(${width - 142 + Math.floor(index / half) * 72},${y + (index % half) * (lineHeight + 2)})`}
        >
          <StateMark state={state} />
          <text className={styles.soft} x={12} y={4}>
            {t(`states:port.${state}`)}
          </text>
        </g>
      ))}
    </g>
  )
}
