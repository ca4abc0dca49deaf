import type { PlacedContainer } from './layout/chart-layout.ts'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

/** A container's outline, with Kubernetes' words when it does not run as it should. */
export function ContainerBox({
  placed: { name, container, box },
  words,
}: {
  readonly placed: PlacedContainer
  readonly words: Words
}) {
  const { t } = words
  const title = name === '' ? t('chart:sharedContainer') : t('chart:container', { name })
  const trouble = container !== undefined && (container.state !== 'running' || container.restarts > 0)
  const said = container?.text?.split(/[:\n]/, 1)[0]
  const state =
    container === undefined || !trouble
      ? undefined
      : container.state === 'running'
        ? `↻ ${container.restarts}`
        : (said ?? t(`states:container.${container.state}`))
  return (
    <g>
      <rect className={styles.container} {...box} rx={10} />
      <text className={styles.soft} x={box.x + 11} y={box.y + 16}>
        {title}
      </text>
      {state !== undefined && (
        <text
          className={styles.containerState}
          x={box.x + box.width - 10}
          y={box.y + 16}
          textAnchor="end"
          data-bad={container?.state !== 'running'}
        >
          {state.slice(0, 22)}
        </text>
      )}
    </g>
  )
}
