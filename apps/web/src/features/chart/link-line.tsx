import type { Chart } from '@portolan/contract/chart'
import type { LinkState } from '@portolan/catalog/link-state'
import type { PlacedLink } from './layout/chart-layout.ts'
import type { Box, Point } from './layout/geometry.ts'
import { roundedPath } from './layout/rounded-path.ts'
import { fitText } from './layout/text-width.ts'
import { Part } from './part.tsx'
import type { PartProps } from './part.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

type LinkLineProps = {
  readonly placed: PlacedLink
  readonly state: LinkState
  /** Established connections, as the latest look inside saw them. */
  readonly connections: number
  readonly chart: Chart
  readonly words: Words
  readonly part: Omit<PartProps, 'label' | 'children'>
}

/** How far a line stays away from the berth that it points at, and from the box that it leaves. */
const berthGap = 9
const boxGap = 1

/** The room that a count takes, around its middle. */
function pillOf(count: number): Box {
  const width = 9 + String(count).length * 6.4
  return { x: -width / 2, y: -7, width, height: 14 }
}

/** The middle of the longest stretch, where a sign on the line has room. */
function longestMiddle(points: readonly Point[]): Point | undefined {
  const stretches = points.flatMap((point, index) => {
    const next = points[index + 1]
    if (next === undefined) return []
    const middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return [{ middle, length: Math.hypot(next.x - point.x, next.y - point.y) }]
  })
  return stretches.toSorted((a, b) => b.length - a.length)[0]?.middle
}

/** One link. Its colour says which axis it belongs to, its stroke what it carries right now. */
export function LinkLine({ placed, state, connections, chart, words, part }: LinkLineProps) {
  const { link, points, quiet, leaves, label: room } = placed
  const endsAtBerth = link.to.kind === 'port' || link.to.kind === 'socket'
  const path = roundedPath(points, leaves === 'berth' ? berthGap : boxGap, endsAtBerth ? berthGap : boxGap)
  const stateWord = words.t(`states:link.${state}`)
  const spoken = words.t('chart:link', {
    from: words.end(chart, link.from),
    to: words.end(chart, link.to),
    protocol: link.protocol,
    state: stateWord,
  })
  const label =
    connections === 0 ? spoken : `${spoken}; ${words.t('chart:look.connections', { count: connections })}`
  const start = points[0]
  const broken = state === 'down' && link.presence.kind === 'expected' ? longestMiddle(points) : undefined
  const sign = connections > 0 && broken === undefined ? longestMiddle(points) : undefined
  return (
    <Part
      {...part}
      label={label}
      writing={
        room !== undefined && (
          <text className={styles.soft} x={room.x} y={room.y} data-down={state === 'down'}>
            {fitText(words.t('chart:controlLink', { state: stateWord }), 11, room.width)}
          </text>
        )
      }
    >
      <path className={styles.linkHit} d={path} />
      <path
        className={styles.link}
        d={path}
        data-purpose={link.purpose}
        data-state={state}
        data-presence={link.presence.kind}
        data-quiet={quiet}
        markerEnd="url(#arrow)"
      />
      {leaves === 'edge' && start !== undefined && (
        <circle
          className={styles.exit}
          data-state={state}
          data-presence={link.presence.kind}
          data-purpose={link.purpose}
          cx={start.x}
          cy={start.y}
          r={2.4}
        />
      )}
      {state === 'up' && link.presence.kind === 'expected' && (
        <path className={styles.flow} d={path} data-purpose={link.purpose} />
      )}
      {broken !== undefined && (
        <g transform={`translate(${broken.x},${broken.y})`} aria-hidden="true">
          <circle className={styles.broken} r={6} />
          <path className={styles.brokenSign} d="M-2.6,-2.6 L2.6,2.6 M2.6,-2.6 L-2.6,2.6" />
        </g>
      )}
      {sign !== undefined && (
        <g transform={`translate(${sign.x},${sign.y})`} aria-hidden="true">
          <rect className={styles.count} data-purpose={link.purpose} {...pillOf(connections)} rx={7} />
          <text className={styles.countText} y={3.6} textAnchor="middle">
            {connections}
          </text>
        </g>
      )}
    </Part>
  )
}
