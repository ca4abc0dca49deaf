import type { Evidence } from '@portolan/contract/evidence'
import type { PortState } from '@portolan/contract/port-state'
import type { PlacedPort } from './layout/chart-layout.ts'
import { Part } from './part.tsx'
import type { PartProps } from './part.tsx'
import { StateMark } from './state-mark.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

type PortBerthProps = {
  readonly placed: PlacedPort
  readonly state: PortState
  readonly evidence: Evidence | undefined
  readonly processName: string
  readonly words: Words
  readonly part: Omit<PartProps, 'label' | 'children'>
}

const longestName = 12

/** One port on the edge of its process: the state in the berth, number and name inside the box. */
export function PortBerth({ placed, state, evidence, processName, words, part }: PortBerthProps) {
  const { port, at, label } = placed
  const number = words.number(port)
  const fullName = words.shortName(port)
  const name = fullName.length > longestName ? `${fullName.slice(0, longestName - 1)}…` : fullName
  const along = label.align === 'middle'
  const spoken = words.t('chart:port', {
    number: [number, fullName].filter((text) => text !== '').join(' '),
    process: processName,
    state: words.t(`states:port.${state}`),
    evidence: words.evidence(evidence),
  })
  return (
    <Part
      {...part}
      label={spoken}
      writing={
        <>
          <text
            className={styles.portLabel}
            data-presence={port.presence.kind}
            x={label.x}
            y={label.y}
            textAnchor={label.align}
          >
            {label.align === 'end' && name !== '' && <tspan className={styles.name}>{name} </tspan>}
            <tspan className={styles.number}>{number}</tspan>
            {label.align === 'start' && name !== '' && (
              <tspan className={styles.name} dx={5}>
                {name}
              </tspan>
            )}
          </text>
          {along && name !== '' && (
            <text
              className={styles.name}
              x={label.x}
              y={at.side === 'bottom' ? label.y - 13 : label.y + 13}
              textAnchor="middle"
            >
              {name}
            </text>
          )}
        </>
      }
    >
      <HitArea placed={placed} />
      <g transform={`translate(${at.x},${at.y})`}>
        <circle className={styles.halo} r={10} />
        <StateMark state={state} quiet={port.presence.kind !== 'expected'} />
      </g>
    </Part>
  )
}

function HitArea({ placed: { at } }: { readonly placed: PlacedPort }) {
  switch (at.side) {
    case 'left':
      return <rect className={styles.hit} x={at.x - 10} y={at.y - 10.5} width={112} height={21} />
    case 'right':
      return <rect className={styles.hit} x={at.x - 102} y={at.y - 10.5} width={112} height={21} />
    case 'top':
      return <rect className={styles.hit} x={at.x - 30} y={at.y - 10} width={60} height={46} />
    case 'bottom':
      return <rect className={styles.hit} x={at.x - 30} y={at.y - 36} width={60} height={46} />
  }
}
