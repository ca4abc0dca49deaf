import type { PlacedProcess } from './layout/chart-layout.ts'
import { fitText, textWidth } from './layout/text-width.ts'
import type { ChartView } from './chart-view.ts'
import { Part } from './part.tsx'
import type { PartProps } from './part.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

type ProcessBoxProps = {
  readonly placed: PlacedProcess
  readonly view: ChartView
  readonly words: Words
  readonly part: Omit<PartProps, 'label' | 'children'>
}

const fontSize = 12

/** Envoy says its state itself (`LIVE`) when it is asked whether it is ready. */
function saidState(processKey: string, view: ChartView): string | undefined {
  const admin = view.chart.ports.find(({ id, process }) => id === 'envoy-admin' && process === processKey)
  const evidence = admin === undefined ? undefined : view.ports.get(admin.key)?.evidence
  return evidence?.kind === 'http' ? evidence.said?.trim().split('\n', 1)[0] : undefined
}

/** One process, with what is known of its state beside its name. */
export function ProcessBox({ placed: { process, box, title }, view, words, part }: ProcessBoxProps) {
  const { t } = words
  const { chart } = view
  const container = chart.containers.find(({ name }) => name === process.container)
  const bad = chart.vitals.find(
    ({ key, process: of }) => of === process.key && view.vitals.get(key)?.state === 'bad',
  )
  const stopped = container !== undefined && container.state !== 'running'
  const badge = bad === undefined ? undefined : t(`chart:badge.${bad.id}`, { defaultValue: bad.id })
  const state = stopped ? t(`states:container.${container.state}`) : saidState(process.key, view)
  const label = t('chart:process', {
    name: process.name,
    container: process.container,
    state: [state ?? t('states:container.running'), badge].filter((text) => text !== undefined).join(', '),
  })
  const shown = badge ?? state
  const name = fitText(process.name, fontSize, title.width)
  return (
    <Part
      {...part}
      label={label}
      writing={
        <text className={styles.title} x={title.x} y={title.y}>
          {name}
          {shown !== undefined && (
            <tspan className={styles.processState} dx={9} data-bad={badge !== undefined || stopped}>
              {fitText(shown, fontSize, title.width - textWidth(name, fontSize) - 9)}
            </tspan>
          )}
        </text>
      }
    >
      <rect
        className={styles.process}
        {...box}
        rx={7}
        data-stopped={stopped}
        data-bad={badge !== undefined}
      />
    </Part>
  )
}
