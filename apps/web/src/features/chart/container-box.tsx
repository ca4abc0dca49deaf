import type { PlacedContainer } from './layout/chart-layout.ts'
import { fitText, textWidth } from './layout/text-width.ts'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

const fontSize = 11

/** A container's outline, with Kubernetes' words when it does not run as it should. */
export function ContainerBox({
  placed: { name, container, box, title },
  words: { t },
}: {
  readonly placed: PlacedContainer
  readonly words: Words
}) {
  const label = name === '' ? t('chart:sharedContainer') : t('chart:container', { name })
  const stopped = container !== undefined && container.state !== 'running'
  const said = container?.text?.split(/[:\n]/, 1)[0]
  const state = stopped
    ? (said ?? t(`states:container.${container.state}`))
    : container !== undefined && container.restarts > 0
      ? `↻ ${container.restarts}`
      : undefined
  const stateWidth = state === undefined ? 0 : Math.min(textWidth(state, fontSize) + 8, title.width * 0.7)
  return (
    <g>
      <rect className={styles.container} {...box} rx={10} />
      <text className={styles.soft} x={title.x} y={title.y}>
        {fitText(label, fontSize, title.width - stateWidth)}
        {state !== undefined && (
          <tspan className={styles.containerState} dx={8} data-bad={stopped}>
            {fitText(state, fontSize, stateWidth)}
          </tspan>
        )}
      </text>
    </g>
  )
}
