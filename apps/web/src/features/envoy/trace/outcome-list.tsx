import type { Sentence, Trace, TraceOutcome } from '@portolan/envoy/trace/trace'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/use-language.ts'
import { formatDuration } from '../../panel/quantities.ts'
import { useSentence } from '../use-word.ts'
import { toneOf } from './outcome-tone.ts'
import type { Tone } from './outcome-tone.ts'
import styles from './trace.module.css'

type OutcomeListProps = {
  readonly proxy: string
  readonly trace: Trace
  /** Whether a part of the answers is missing. */
  readonly isPartial: boolean
}

const icons = { calm: IconCircleCheck, unknown: IconAlertTriangle, refused: IconCircleX } as const

/** What becomes of a request at one proxy, in plain sentences. */
export function OutcomeList({ proxy, trace, isPartial }: OutcomeListProps) {
  const { t } = useTranslation('trace')
  const say = useSentence()
  const unknown = trace.steps.filter(({ verdict }) => verdict === 'unknown').length
  return (
    <ul className={styles.outcomes}>
      {trace.outcomes.map((outcome, place) => {
        const tone: Tone = toneOf(outcome, unknown > 0 || isPartial)
        const Icon = icons[tone]
        const why = outcome.kind === 'forwarded' ? [] : reasonsOf(outcome, trace)
        return (
          // Outcomes never change their places while they are shown.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place} data-tone={tone}>
            <Icon size={16} aria-hidden="true" />
            <div>
              <p>
                <span className={styles.soft}>{t('from', { proxy })}</span>{' '}
                {outcome.percent !== undefined && `${t('percent', { percent: outcome.percent })} `}
                <OutcomeText outcome={outcome} />
              </p>
              {why.map((sentence) => (
                <p key={JSON.stringify(sentence)} className={styles.soft}>
                  {say(sentence)}
                </p>
              ))}
              {outcome.kind === 'forwarded' && unknown > 0 && <p>{t('depends', { count: unknown })}</p>}
              {isPartial && <p>{t('partly')}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function OutcomeText({ outcome }: { readonly outcome: TraceOutcome }) {
  const { t } = useTranslation('trace')
  const language = useLanguage()
  switch (outcome.kind) {
    case 'forwarded': {
      const { cluster, hosts, tls, delay } = outcome
      const held = delay === undefined ? '' : t('delay', { delay: formatDuration(delay, language) })
      return <b>{t('forwarded', { cluster, count: hosts.length, tls: t(`tls.${tls.mode}`) }) + held}</b>
    }
    case 'answered': {
      const { status, location, flag } = outcome
      return (
        <>
          <b>{location === undefined ? t('answered', { status }) : t('redirected', { status, location })}</b>{' '}
          {flag !== undefined && t('flag', { flag })}
        </>
      )
    }
    case 'closed':
      return (
        <>
          <b>{t('closed')}</b> {outcome.flag !== undefined && t('flag', { flag: outcome.flag })}
        </>
      )
    case 'unknown':
      return <b>{t('cannotTell')}</b>
  }
}

/** The words of the decision that ended it. */
function reasonsOf({ kind, percent }: TraceOutcome, { steps }: Trace): readonly Sentence[] {
  const verdict = kind === 'unknown' ? 'unknown' : 'refused'
  const ending = steps.findLast((step) => step.verdict === verdict && step.percent === percent)
  return (ending ?? steps.findLast((step) => step.verdict === verdict))?.because ?? []
}
