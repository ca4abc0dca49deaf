import type { HealthProbe } from '@portolan/contract/health'
import { useId } from 'react'
import { ProbeWay } from './probe-way.tsx'
import { StateSign } from './state-sign.tsx'
import { useHealthWords } from './use-health-words.ts'
import styles from './health.module.css'

type ProbeSectionProps = { readonly container: string; readonly probe: HealthProbe }

const stateOfVerdict = {
  passing: 'good',
  failing: 'bad',
  'not-yet': 'unknown',
  'not-asked': 'unknown',
  unknown: 'unknown',
} as const

/** One probe: what its author wrote against what is asked, and the way of the question. */
export function ProbeSection({ container, probe }: ProbeSectionProps) {
  const words = useHealthWords()
  const { t } = words
  const title = useId()
  const { kind, verdict, asks, written, originalUnknown, period, timeout, failureThreshold, initialDelay } =
    probe
  return (
    <section className={styles.probe} aria-labelledby={title}>
      <h4 id={title}>
        <StateSign state={stateOfVerdict[verdict]} />
        {t(`probeTitle.${kind}`)} <span>{t(`verdict.${verdict}`)}</span>
        <small>{t('timing', { period, timeout, failures: failureThreshold, delay: initialDelay })}</small>
      </h4>
      <dl>
        {written !== undefined && (
          <>
            <dt>{t('written')}</dt>
            <dd>
              <code>{words.action(written)}</code> <small>{t('writtenBy')}</small>
            </dd>
          </>
        )}
        <dt>{t('asked')}</dt>
        <dd>
          <code>{words.action(asks)}</code> {written !== undefined && <small>{t('rewritten')}</small>}
          {originalUnknown === true && <small>{t('originalUnknown')}</small>}
        </dd>
      </dl>
      <ProbeWay label={t('ways', { probe: t(`probe.${kind}`), container })} probe={probe} />
    </section>
  )
}
