import type { TraceHints } from '@portolan/envoy/trace/trace-hints'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readRequest } from './read-request.ts'
import { TraceField } from './trace-field.tsx'
import { applies, directions, protocols } from './trace-question.ts'
import type { TraceQuestion } from './trace-question.ts'
import styles from './trace.module.css'

type TraceFormProps = {
  /** What the link asks, in its own words; another one brings its question here. */
  readonly link: string
  readonly hints: TraceHints
  readonly question: TraceQuestion
  /** Whether what is wrong is told already. */
  readonly wasAsked: boolean
  readonly onAsk: (question: TraceQuestion) => void
}

const texts = [
  'host',
  'port',
  'ip',
  'method',
  'path',
  'serverName',
  'sourceIp',
  'principal',
  'headers',
] as const
type TextField = (typeof texts)[number]
const placeholders: Partial<Record<TextField, string>> = {
  host: 'cart.shop.svc.cluster.local',
  headers: 'x-user: ann',
  principal: 'spiffe://cluster.local/ns/shop/sa/cart',
}
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Where a request is described. What was typed stays, whatever is wrong with it. */
export function TraceForm({ link, hints, question, wasAsked, onAsk }: TraceFormProps) {
  const { t } = useTranslation('trace')
  const [draft, setDraft] = useState(question)
  const [tells, setTells] = useState(wasAsked)
  const [seen, setSeen] = useState(link)
  if (seen !== link) {
    // Another link, or a step back in the history.
    setSeen(link)
    setDraft(question)
    setTells(wasAsked)
  }
  const read = readRequest(draft)
  const errors = tells && read.kind === 'errors' ? read.errors : {}
  const change = (to: Partial<TraceQuestion>) => setDraft((before) => ({ ...before, ...to }))
  const offered = directions.filter((one) => hints.directions.includes(one) || one === draft.direction)
  const offers: Partial<Record<TextField, readonly (string | number)[]>> = {
    host: hints.hosts,
    port: hints.ports[draft.direction],
    method: methods,
  }
  return (
    <form
      className={styles.form}
      aria-label={t('form')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTells(true)
        if (read.kind === 'request') {
          onAsk(draft)
          return
        }
        const first = texts.find((field) => read.errors[field] !== undefined)
        const input = first === undefined ? null : event.currentTarget.elements.namedItem(first)
        if (input instanceof HTMLElement) input.focus()
      }}
    >
      <label className={styles.field}>
        {t('direction')}
        <select
          value={draft.direction}
          onChange={({ currentTarget }) =>
            change({ direction: directions.find((one) => one === currentTarget.value) ?? draft.direction })
          }
        >
          {offered.map((one) => (
            <option key={one} value={one}>
              {t(`directions.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        {t('protocol')}
        <select
          value={draft.protocol}
          onChange={({ currentTarget }) =>
            change({ protocol: protocols.find((one) => one === currentTarget.value) ?? draft.protocol })
          }
        >
          {protocols.map((one) => (
            <option key={one} value={one}>
              {t(`protocols.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {texts
        .filter((field) => applies(field, draft))
        .map((field) => (
          <TraceField
            key={field}
            field={field}
            value={draft[field]}
            error={errors[field]}
            placeholder={placeholders[field]}
            offers={offers[field]}
            onChange={(value) => change({ [field]: value })}
          />
        ))}
      <button type="submit" className="button" data-main>
        {t('trace')}
      </button>
    </form>
  )
}
