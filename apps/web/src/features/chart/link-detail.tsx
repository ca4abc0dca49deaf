import type { ChartLink } from '@portolan/contract/chart'
import { ChannelFact } from './channel-fact.tsx'
import { portStateIn } from './chart-view.ts'
import type { ChartView } from './chart-view.ts'
import { ExplanationText } from './explanation-text.tsx'
import { InlineStateMark } from './state-mark.tsx'
import { explained, useExplanations } from './use-explanations.ts'
import type { Words } from './use-words.ts'
import { VitalFacts } from './vital-facts.tsx'
import styles from './part-detail.module.css'

type LinkDetailProps = {
  readonly view: ChartView
  readonly link: ChartLink
  readonly words: Words
  readonly onChoose: (chosen: string) => void
}

/** One link: whether it carries anything, and the ports that this hangs on. */
export function LinkDetail({ view, link, words, onChoose }: LinkDetailProps) {
  const { t } = words
  const { chart } = view
  const explanation = explained(useExplanations().data?.links, link.id)
  const state = view.links.get(link.key) ?? 'unknown'
  const vitals = chart.vitals.filter(({ key, id }) => link.vital === key || link.vital === id)
  return (
    <>
      <h2>
        {words.end(chart, link.from)} → {words.end(chart, link.to)}
      </h2>
      <p className={styles.subtitle}>{[link.protocol, t(`chart:purpose.${link.purpose}`)].join(', ')}</p>
      <dl className={styles.facts}>
        <dt>{t('chart:detail.state')}</dt>
        <dd>
          <strong>{t(`states:link.${state}`)}</strong>
        </dd>
        {link.dependsOn.length > 0 && (
          <>
            <dt>{t('chart:detail.depends')}</dt>
            <dd>
              {link.dependsOn.map((key) => (
                <button type="button" className={styles.depends} key={key} onClick={() => onChoose(key)}>
                  <InlineStateMark state={portStateIn(view, key)} />
                  {words.end(chart, { kind: 'port', key })}, {t(`states:port.${portStateIn(view, key)}`)}
                </button>
              ))}
            </dd>
          </>
        )}
        <ChannelFact channel={view.look?.channels.get(link.key)} look={view.look} words={words} />
        <VitalFacts view={view} vitals={vitals} words={words} />
      </dl>
      <ExplanationText explanation={explanation} words={words} />
    </>
  )
}
