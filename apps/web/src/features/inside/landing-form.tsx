import type { PodDetail } from '@portolan/contract/pods'
import type { RedirectionView } from '@portolan/contract/redirection'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureLine } from '../panel/failure-line.tsx'
import { connectionOf, questions, textOf } from './asked-connection.ts'
import type { ConnectionText } from './asked-connection.ts'
import { askLanding } from './inside-query.ts'
import { LandingAnswer } from './landing-answer.tsx'
import styles from './redirection.module.css'

type LandingFormProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly redirection: RedirectionView
}

/** Would this connection be captured, and where does it land? */
export function LandingForm({ cluster, detail, redirection }: LandingFormProps) {
  const { t } = useTranslation('redirection')
  const heading = useId()
  const [text, setText] = useState<ConnectionText>(() => textOf('call', detail, redirection))
  const { namespace, name } = detail.chart.pod
  const answer = useMutation({
    mutationFn: (asked: NonNullable<ReturnType<typeof connectionOf>>) =>
      askLanding(cluster, { namespace, name }, asked),
  })
  const change = (part: Partial<ConnectionText>) => {
    setText({ ...text, ...part })
    // An answer to another question beside this one would be believed.
    answer.reset()
  }
  const ask = (asked: ConnectionText) => {
    const connection = connectionOf(asked)
    if (connection !== undefined) answer.mutate(connection)
  }
  const outbound = text.direction === 'outbound'
  return (
    <section className={styles.question} aria-labelledby={heading}>
      <h2 id={heading}>{t('landing.title')}</h2>
      <p>{t('landing.hint')}</p>
      <div className={styles.presets} role="group" aria-label={t('landing.examples')}>
        {questions.map((question) => (
          <button
            key={question}
            type="button"
            className="button"
            onClick={() => {
              const asked = textOf(question, detail, redirection)
              setText(asked)
              ask(asked)
            }}
          >
            {t(`landing.question.${question}`)}
          </button>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask(text)
        }}
      >
        <label>
          {t('landing.direction')}
          <select
            value={text.direction}
            onChange={({ currentTarget: { value } }) =>
              change({ direction: value === 'inbound' ? 'inbound' : 'outbound' })
            }
          >
            <option value="outbound">{t('landing.outbound')}</option>
            <option value="inbound">{t('landing.inbound')}</option>
          </select>
        </label>
        <label>
          {t('landing.protocol')}
          <select
            value={text.protocol}
            onChange={({ currentTarget: { value } }) => change({ protocol: value === 'udp' ? 'udp' : 'tcp' })}
          >
            <option value="tcp">TCP</option>
            <option value="udp">UDP</option>
          </select>
        </label>
        {outbound && (
          <>
            <Field name="uid" text={text} onChange={change} numeric />
            <Field name="gid" text={text} onChange={change} numeric />
          </>
        )}
        <Field name="source" text={text} onChange={change} />
        <Field name="destination" text={text} onChange={change} />
        <Field name="port" text={text} onChange={change} numeric />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={text.loopback}
            onChange={({ currentTarget }) => change({ loopback: currentTarget.checked })}
          />
          {t('landing.loopback')}
        </label>
        <button
          type="submit"
          className="button"
          data-main
          disabled={connectionOf(text) === undefined || answer.isPending}
        >
          {t('landing.ask')}
        </button>
      </form>
      {answer.isError && <FailureLine error={answer.error} />}
      <div aria-live="polite">
        {answer.data !== undefined && <LandingAnswer landing={answer.data} from={redirection.from} />}
      </div>
    </section>
  )
}

type FieldProps = {
  readonly name: 'uid' | 'gid' | 'source' | 'destination' | 'port'
  readonly text: ConnectionText
  readonly onChange: (part: Partial<ConnectionText>) => void
  readonly numeric?: boolean
}

function Field({ name, text, onChange, numeric = false }: FieldProps) {
  const { t } = useTranslation('redirection')
  return (
    <label>
      {t(`landing.${name}`)}
      <input
        value={text[name]}
        size={numeric ? 6 : 16}
        inputMode={numeric ? 'numeric' : 'text'}
        required={name === 'destination' || name === 'port'}
        placeholder={name === 'source' ? t('landing.any') : undefined}
        onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
      />
    </label>
  )
}
