import type { PortState } from '@portolan/contract/port-state'
import type { KnownPort } from './chart-view.ts'
import type { PlacedPort } from './layout/chart-layout.ts'
import type { Box } from './layout/geometry.ts'
import { fitText, textWidth } from './layout/text-width.ts'
import { Part } from './part.tsx'
import type { PartProps } from './part.tsx'
import { StateMark } from './state-mark.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

type PortBerthProps = {
  readonly placed: PlacedPort
  readonly state: PortState
  readonly evidence: KnownPort['evidence'] | undefined
  /** Connections that it has accepted, as the latest look inside saw them; `undefined` without one. */
  readonly connections: number | undefined
  readonly processName: string
  readonly words: Words
  readonly part: Omit<PartProps, 'label' | 'children'>
}

const nameSize = 11
/** Digits of the fixed-width font, and the space after them. */
const digitWidth = 7.3
const betweenNumberAndName = 6

/** One port on the edge of its process: the state in the berth, number and name inside the box. */
export function PortBerth({
  placed,
  state,
  evidence,
  connections,
  processName,
  words,
  part,
}: PortBerthProps) {
  const { port, at, label } = placed
  const number = words.number(port)
  const fullName = words.shortName(port)
  const along = label.align === 'middle'
  const beforeName = along ? 0 : number.length * digitWidth + betweenNumberAndName
  const name = fullName === '' ? '' : fitText(fullName, nameSize, label.width - beforeName)
  const spoken = words.t('chart:port', {
    number: [number, fullName].filter((text) => text !== '').join(' '),
    process: processName,
    state: words.t(`states:port.${state}`),
    evidence: [
      words.evidence(evidence),
      ...(connections === undefined ? [] : [words.t('chart:look.accepted', { count: connections })]),
    ].join('; '),
  })
  const written = Math.max(beforeName + textWidth(name, nameSize), number.length * digitWidth)
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
            {label.align === 'end' && name !== '' && <tspan className={styles.name}>{name}</tspan>}
            <tspan
              className={styles.number}
              dx={label.align === 'end' && name !== '' ? betweenNumberAndName : 0}
            >
              {number}
            </tspan>
            {label.align === 'start' && name !== '' && (
              <tspan className={styles.name} dx={betweenNumberAndName}>
                {name}
              </tspan>
            )}
          </text>
          {along && name !== '' && (
            <text
              className={styles.name}
              x={label.x}
              y={at.side === 'bottom' ? label.y - 14 : label.y + 14}
              textAnchor="middle"
            >
              {name}
            </text>
          )}
        </>
      }
    >
      <rect className={styles.hit} {...hitArea(placed, written)} />
      <g transform={`translate(${at.x},${at.y})`}>
        <circle className={styles.halo} r={10} data-unlisted={port.id === 'unlisted' || undefined} />
        <StateMark state={state} quiet={port.presence.kind !== 'expected'} />
      </g>
    </Part>
  )
}

/** The berth and its writing, as wide as they are together. */
function hitArea({ at }: PlacedPort, written: number): Box {
  const along = 26 + written
  const wide = Math.max(46, written + 8)
  switch (at.side) {
    case 'left':
      return { x: at.x - 10, y: at.y - 10.5, width: along, height: 21 }
    case 'right':
      return { x: at.x + 10 - along, y: at.y - 10.5, width: along, height: 21 }
    case 'top':
      return { x: at.x - wide / 2, y: at.y - 10, width: wide, height: 50 }
    case 'bottom':
      return { x: at.x - wide / 2, y: at.y - 40, width: wide, height: 50 }
  }
}
