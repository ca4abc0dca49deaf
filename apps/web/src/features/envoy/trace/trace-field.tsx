import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldError } from './read-request.ts'
import type { QuestionField } from './trace-question.ts'
import styles from './trace.module.css'

type TraceFieldProps = {
  readonly field: Exclude<QuestionField, 'direction' | 'protocol'>
  readonly value: string
  readonly error: FieldError | undefined
  readonly placeholder: string | undefined
  /** What may be meant, offered while it is typed. */
  readonly offers: readonly (string | number)[] | undefined
  readonly onChange: (value: string) => void
}

/** One thing that is said of a request, and what is wrong with it. */
export function TraceField({ field, value, error, placeholder, offers, onChange }: TraceFieldProps) {
  const { t } = useTranslation('trace')
  const id = useId()
  const common = {
    id,
    value,
    placeholder,
    name: field,
    spellCheck: false,
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : `${id}-wrong`,
  }
  return (
    <div className={styles.field} data-field={field}>
      <label htmlFor={id}>{t(field)}</label>
      {field === 'headers' ? (
        <textarea {...common} rows={2} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      ) : (
        <input
          {...common}
          type="text"
          autoComplete="off"
          inputMode={field === 'port' ? 'numeric' : undefined}
          list={offers === undefined ? undefined : `${id}-offers`}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      {offers !== undefined && (
        <datalist id={`${id}-offers`}>
          {offers.map((offer) => (
            <option key={offer}>{offer}</option>
          ))}
        </datalist>
      )}
      {error !== undefined && (
        <p id={`${id}-wrong`} role="alert">
          {error.kind === 'header'
            ? t('wrong.header', { line: error.line, text: error.text })
            : t(`wrong.${error.kind}`)}
        </p>
      )}
    </div>
  )
}
