import type { Chart } from '@portolan/contract/chart'
import type { LinkState } from '@portolan/catalog/link-state'
import type { PlacedLink } from './layout/chart-layout.ts'
import { roundedPath } from './layout/rounded-path.ts'
import { Part } from './part.tsx'
import type { PartProps } from './part.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

type LinkLineProps = {
  readonly placed: PlacedLink
  readonly state: LinkState
  readonly chart: Chart
  readonly words: Words
  readonly part: Omit<PartProps, 'label' | 'children'>
}

/** How far a line stays away from the berth that it points at, and from the box that it leaves. */
const berthGap = 9
const boxGap = 1

/** One link. Its colour says which axis it belongs to, its stroke what it carries right now. */
export function LinkLine({ placed, state, chart, words, part }: LinkLineProps) {
  const { link, points, quiet } = placed
  const gap = (kind: typeof link.to.kind) => (kind === 'port' || kind === 'socket' ? berthGap : boxGap)
  const path = roundedPath(points, gap(link.from.kind), gap(link.to.kind))
  const label = words.t('chart:link', {
    from: words.end(chart, link.from),
    to: words.end(chart, link.to),
    protocol: link.protocol,
    state: words.t(`states:link.${state}`),
  })
  const middle = points[Math.floor((points.length - 1) / 2)]
  const next = points[Math.floor((points.length - 1) / 2) + 1]
  return (
    <Part {...part} label={label}>
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
      {state === 'up' && link.presence.kind === 'expected' && (
        <path className={styles.flow} d={path} data-purpose={link.purpose} />
      )}
      {state === 'down' &&
        link.presence.kind === 'expected' &&
        middle !== undefined &&
        next !== undefined && (
          <g
            transform={`translate(${(middle.x + next.x) / 2},${(middle.y + next.y) / 2})`}
            aria-hidden="true"
          >
            <circle className={styles.broken} r={6} />
            <path className={styles.brokenSign} d="M-2.6,-2.6 L2.6,2.6 M2.6,-2.6 L-2.6,2.6" />
          </g>
        )}
    </Part>
  )
}
