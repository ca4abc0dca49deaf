import type { Landing, RedirectionSource } from '@portolan/contract/redirection'
import { IconArrowBigDownLine, IconArrowRight, IconBan, IconQuestionMark } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { endText } from './socket-rows.ts'
import styles from './redirection.module.css'

const marks: Readonly<Record<Landing['verdict'], Icon>> = {
  captured: IconArrowBigDownLine,
  passes: IconArrowRight,
  dropped: IconBan,
  undecided: IconQuestionMark,
}

type LandingAnswerProps = { readonly landing: Landing; readonly from: RedirectionSource }

/** The answer, then every rule that matched on the way to it. */
export function LandingAnswer({ landing, from }: LandingAnswerProps) {
  const { t } = useTranslation('redirection')
  const { verdict, lands, steps, dependsOn } = landing
  const Mark = marks[verdict]
  return (
    <div className={styles.answer} data-verdict={verdict}>
      <p className={styles.verdict}>
        <Mark size={18} aria-hidden="true" />
        <b>{t(`landing.verdict.${verdict}`)}</b>
        {lands !== undefined && (
          <span>
            {t('landing.lands', { place: t(`landing.place.${lands.place}`), address: endText(lands) })}
          </span>
        )}
        <small>{t(`landing.class.${landing.class}`)}</small>
      </p>
      {dependsOn.length > 0 && (
        <p>
          {t('landing.dependsOn')}{' '}
          {dependsOn.map((one) => (
            <code key={one}>{one}</code>
          ))}
        </p>
      )}
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // The same rule can be met twice; their order is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} data-effect={step.effect}>
            <span className={styles.effect}>{t(`effect.${step.effect}`)}</span>
            <span className={styles.why}>
              {step.reason === undefined
                ? step.why
                : t(`reason.${step.reason}`, { subject: step.subject ?? '?' })}
            </span>
            <code>
              {step.table} {step.chain}
              {step.rule !== '' && ` ${step.rule}`}
            </code>
          </li>
        ))}
      </ol>
      <p>{t(`fromWords.${from}`)}</p>
    </div>
  )
}
