import type { HealthHop, HopAnswer } from '@portolan/contract/health'
import { useTranslation } from 'react-i18next'
import { wholeWords } from '../chart/runtime-words.ts'
import { useWords } from '../chart/use-words.ts'
import { Ago, Seen } from './ago.tsx'
import styles from './health.module.css'

/** Why a hop is believed to be well or not, each answer with its age. */
export function HopAnswers({ hop }: { readonly hop: HealthHop }) {
  const { t } = useTranslation('health')
  return (
    <ul className={styles.answers}>
      {hop.answers.map((answer) => (
        <li key={answer.kind}>
          <Answer answer={answer} />
        </li>
      ))}
      {hop.note !== undefined && <li className={styles.note}>{t(`note.${hop.note}`)}</li>}
    </ul>
  )
}

function Answer({ answer }: { readonly answer: HopAnswer }) {
  const { t } = useTranslation('health')
  const words = useWords()
  switch (answer.kind) {
    case 'observed':
      return (
        <>
          <span title={wholeWords(answer.evidence)}>{words.evidence(answer.evidence)}</span>{' '}
          <small>
            <Seen at={answer.at} />
          </small>
        </>
      )
    case 'event':
      return (
        <>
          {t('event', { text: answer.text })}{' '}
          <small>
            {t('times', { count: answer.count })}
            {answer.at !== undefined && (
              <>
                {', '}
                <Ago at={answer.at} />
              </>
            )}
          </small>
        </>
      )
    case 'status':
      return t(`kubeletSays.${answer.says}`)
  }
}
