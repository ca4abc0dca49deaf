import type { ChartPort, ChartVital } from '@portolan/contract/chart'
import type { PortState } from '@portolan/contract/port-state'
import { portStateIn } from './chart-view.ts'
import type { ChartView } from './chart-view.ts'
import { selectionText } from './selection.ts'
import { InlineStateMark } from './state-mark.tsx'
import { useWords } from './use-words.ts'
import styles from './chart-summary.module.css'

type ChartSummaryProps = { readonly view: ChartView; readonly onChoose: (chosen: string) => void }

/** What is wrong with a port that should answer, worst first. */
const troubleOrder = ['closed', 'not-ready', 'forbidden', 'unknown'] as const satisfies readonly PortState[]

/** Ports that should answer and do not, worst first. */
export function troubledPorts(view: ChartView): readonly ChartPort[] {
  return troubleOrder.flatMap((state) =>
    view.chart.ports.filter(
      ({ key, presence }) => presence.kind === 'expected' && portStateIn(view, key) === state,
    ),
  )
}

function badVitals(view: ChartView): readonly ChartVital[] {
  return view.chart.vitals.filter(({ key }) => view.vitals.get(key)?.state === 'bad')
}

/** One sentence on all ports, and whatever does not answer as it should with what it said. */
export function ChartSummary({ view, onChoose }: ChartSummaryProps) {
  const words = useWords()
  const { t } = words
  const expected = view.chart.ports.filter(({ presence }) => presence.kind === 'expected')
  if (expected.length === 0) return null
  const troubled = troubledPorts(view)
  const vitals = badVitals(view)
  // That nothing may be asked is said once, above the chart.
  const listed = troubled.every(({ key }) => portStateIn(view, key) === 'forbidden') ? [] : troubled
  const sound = troubled.length === 0
  return (
    <section className={styles.summary}>
      <p className={styles.headline}>
        <InlineStateMark state={headlineState(view, sound)} />
        {view.complete
          ? t(sound ? 'chart:summary.all' : 'chart:summary.some', {
              count: expected.length,
              open: expected.length - troubled.length,
            })
          : t('chart:summary.asking', { count: expected.length })}
      </p>
      {view.complete && listed.length + vitals.length > 0 && (
        <ul>
          {vitals.map(({ key, id, process }) => (
            <li key={key}>
              <button type="button" onClick={() => onChoose(selectionText('process', process))}>
                <b>{t(`chart:vital.${id}`, { defaultValue: id })}</b>
                <span data-state="closed">
                  {t(`chart:badge.${id}`, { defaultValue: t('states:vital.bad') })}
                </span>
              </button>
              <small>{view.vitals.get(key)?.text ?? view.vitals.get(key)?.value}</small>
            </li>
          ))}
          {listed.map((port) => (
            <li key={port.key}>
              <button type="button" onClick={() => onChoose(port.key)}>
                <InlineStateMark state={portStateIn(view, port.key)} />
                <b>{words.number(port)}</b> {words.shortName(port)}
                <span data-state={portStateIn(view, port.key)}>
                  {t(`states:port.${portStateIn(view, port.key)}`)}
                </span>
              </button>
              <small>{words.evidence(view.ports.get(port.key)?.evidence)}</small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function headlineState(view: ChartView, sound: boolean): PortState {
  if (!view.complete) return 'unknown'
  if (sound) return 'open'
  const worst = troubledPorts(view)[0]
  return worst === undefined ? 'open' : portStateIn(view, worst.key)
}
