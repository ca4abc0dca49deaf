import type { ChartPort } from '@portolan/contract/chart'
import { checkCommands } from '@portolan/catalog/check-commands'
import { portStateIn } from './chart-view.ts'
import type { ChartView } from './chart-view.ts'
import { ChannelFact } from './channel-fact.tsx'
import { CommandLine } from './command-line.tsx'
import { EndpointList } from './endpoint-list.tsx'
import { ExplanationText } from './explanation-text.tsx'
import { HistoryStrip } from './history-strip.tsx'
import { wholeWords } from './runtime-words.ts'
import { InlineStateMark } from './state-mark.tsx'
import { explained, useExplanations } from './use-explanations.ts'
import { useNow } from './use-now.ts'
import type { Words } from './use-words.ts'
import styles from './part-detail.module.css'

type PortDetailProps = {
  readonly view: ChartView
  readonly port: ChartPort
  readonly words: Words
  readonly onOpenOriginal: (port: string, page: string) => void
}

/** Where the number came from, in words. */
function sourceOf({ number }: ChartPort, { t, unread }: Words): string {
  if (number.kind === 'unknown') {
    return t('chart:detail.source.unknown', {
      usual: number.usual,
      unread: number.unread.map(unread).join(', '),
    })
  }
  const { source } = number
  switch (source.kind) {
    case 'listener':
      return t('chart:detail.source.listener', source)
    case 'annotation':
      return t('chart:detail.source.annotation', source)
    case 'env':
      return t('chart:detail.source.env', source)
    case 'flag':
      return t('chart:detail.source.flag', source)
    case 'declared':
      return t('chart:detail.source.declared', { container: source.container })
    case 'service':
      return t('chart:detail.source.service', { service: source.service })
    case 'mesh-config':
      return t('chart:detail.source.mesh-config', source)
    case 'default':
      return t('chart:detail.source.default')
    case 'socket-table':
      return t('chart:detail.source.socket-table')
  }
}

/** One port: its state and evidence first, then what it is and what to do with it. */
export function PortDetail({ view, port, words, onOpenOriginal }: PortDetailProps) {
  const { t } = words
  const { chart } = view
  const now = useNow()
  const explanations = useExplanations()
  const explanation = explained(explanations.data?.ports, port.id)
  const observation = view.ports.get(port.key)
  const state = portStateIn(view, port.key)
  const process = chart.processes.find(({ key }) => key === port.process)?.name ?? port.process
  const table = view.look?.evidence.get(port.key)
  const whole = wholeWords(observation?.evidence)
  const commands = checkCommands(chart, port)
  return (
    <>
      <h2>
        {words.number(port)} · {explanation?.name ?? words.shortName(port)}
      </h2>
      <p className={styles.subtitle}>
        {[process, t(`chart:binds.${port.binds}`), t(`chart:purpose.${port.purpose}`), port.protocol].join(
          ', ',
        )}
      </p>
      <dl className={styles.facts}>
        <dt>{t('chart:detail.state')}</dt>
        <dd>
          <InlineStateMark state={state} />
          <strong data-state={state}>{t(`states:port.${state}`)}</strong>
          {observation !== undefined && `, ${words.age(observation.observedAt, now)}`}
        </dd>
        <dt>{t('chart:detail.evidence')}</dt>
        <dd>
          {words.evidence(observation?.evidence)}
          {whole !== undefined && (
            <details>
              <summary>{t('chart:detail.wholeText')}</summary>
              <code className={styles.said}>{whole}</code>
            </details>
          )}
        </dd>
        {table !== undefined && table !== observation?.evidence && (
          <>
            <dt>{t('chart:detail.table')}</dt>
            <dd>
              {words.evidence(table)}
              {view.look !== undefined && `, ${words.age(view.look.at, now)}`}
            </dd>
          </>
        )}
        <ChannelFact channel={view.look?.accepted.get(port.key)} look={view.look} words={words} />
        <dt>{t('chart:detail.number')}</dt>
        <dd>{sourceOf(port, words)}</dd>
        {port.presence.kind !== 'expected' && (
          <>
            <dt>{t(`chart:presence.${port.presence.kind}`)}</dt>
            <dd>{words.reason(port.presence.why)}</dd>
          </>
        )}
      </dl>
      <HistoryStrip transitions={view.history[port.key] ?? []} words={words} now={now} />
      {explanations.isError && <p role="alert">{t('chart:detail.explanationsFailed')}</p>}
      <EndpointList port={port} words={words} onOpen={(path) => onOpenOriginal(port.key, path)} />
      <ExplanationText explanation={explanation} words={words} />
      {commands.length > 0 && (
        <section className={styles.section}>
          {commands.map(({ command }) => (
            <CommandLine key={command} command={command} />
          ))}
        </section>
      )}
      {port.configuredBy.length > 0 && (
        <section className={styles.section}>
          <h3>{t('chart:detail.configuredBy')}</h3>
          <ul className={styles.settings}>
            {port.configuredBy.map((setting) => (
              <li key={setting}>
                <code>{setting}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
