import { portStates } from '@portolan/contract/port-state'
import type { ReactNode } from 'react'
import { StateMark } from './state-mark.tsx'
import type { Words } from './use-words.ts'
import styles from './chart-legend.module.css'
import chartStyles from './pod-chart.module.css'

const axes = ['traffic', 'control', 'health', 'debug'] as const
/** How a line is drawn, by what it tells of itself. */
const strokes = [
  { word: 'down', state: 'down', presence: 'expected' },
  { word: 'unknown', state: 'unknown', presence: 'expected' },
  { word: 'possible', state: 'up', presence: 'possible' },
] as const

type ChartLegendProps = {
  readonly words: Words
  /** Somebody looked inside, so that there are signs of what was seen there. */
  readonly looked: boolean
}

/** What colours, strokes and signs mean, below the picture. Every part says the same in its label. */
export function ChartLegend({ words: { t }, looked }: ChartLegendProps) {
  return (
    <figcaption className={styles.legend} aria-hidden="true">
      <ul>
        {axes.map((axis) => (
          <Item key={axis} text={t(`chart:legend.${axis}`)}>
            <path className={chartStyles.link} data-purpose={axis} data-state="up" d="M-9,0 h18" />
          </Item>
        ))}
      </ul>
      <ul>
        {portStates.map((state) => (
          <Item key={state} text={t(`states:port.${state}`)}>
            <StateMark state={state} />
          </Item>
        ))}
      </ul>
      <ul>
        {strokes.map(({ word, state, presence }) => (
          <Item key={word} text={t(`chart:legend.${word}`)}>
            <path className={chartStyles.link} data-state={state} data-presence={presence} d="M-9,0 h18" />
          </Item>
        ))}
        <Item text={t('chart:legend.all')}>
          <path className={styles.edge} d="M0,-8 v16" />
          <circle className={styles.berth} r={4.6} />
        </Item>
        <Item text={t('chart:legend.loopback')}>
          <path className={styles.edge} d="M-6,-8 v16" />
          <circle className={styles.berth} cx={2} r={4.6} />
        </Item>
        {looked && (
          <>
            <Item text={t('chart:legend.connections')}>
              <rect className={chartStyles.count} x={-7} y={-7} width={14} height={14} rx={7} />
              <text className={styles.count} y={3.6} textAnchor="middle">
                3
              </text>
            </Item>
            <Item text={t('chart:legend.unlisted')}>
              <circle className={chartStyles.halo} r={7} data-unlisted />
            </Item>
          </>
        )}
      </ul>
    </figcaption>
  )
}

function Item({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <li>
      <svg viewBox="-9 -8 18 16" width={18} height={16}>
        {children}
      </svg>
      {text}
    </li>
  )
}
