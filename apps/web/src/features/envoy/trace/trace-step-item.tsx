import { ruleSources } from '@portolan/envoy/trace/rule-sources'
import type { Loser, TraceStep } from '@portolan/envoy/trace/trace'
import type { Link } from '@portolan/envoy/table/resource-table'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FactValue } from '../fact-value.tsx'
import { useSentence } from '../use-word.ts'
import styles from './trace.module.css'

type TraceStepItemProps = { readonly step: TraceStep; readonly onFollow: (link: Link) => void }

/** One decision: what was chosen, why, what lost, and by which of Envoy's rules. */
export function TraceStepItem({ step, onFollow }: TraceStepItemProps) {
  const { t } = useTranslation('trace')
  const say = useSentence()
  const { kind, verdict, name, because, losers, more, link, object, place, rule, percent } = step
  const url = ruleSources[rule]
  return (
    <li data-verdict={verdict}>
      <div className={styles.head}>
        <span className={styles.kind}>{t(`kind.${kind}`)}</span>
        {percent !== undefined && <span>{t('percent', { percent })}</span>}
        <b>
          <FactValue
            fact={link === undefined ? { text: name } : { text: name || undefined, link }}
            onFollow={onFollow}
          />
        </b>
        <span className={styles.verdict}>{t(`verdict.${verdict}`)}</span>
        {object !== undefined && (
          <span className={styles.soft}>
            {t('object')} <FactValue fact={{ text: undefined, link: object }} onFollow={onFollow} />
          </span>
        )}
      </div>
      {because.map((sentence) => (
        <p key={JSON.stringify(sentence)}>{say(sentence)}</p>
      ))}
      {losers.length > 0 && <Losers losers={losers} more={more} onFollow={onFollow} />}
      <p className={styles.source}>
        <a href={url} target="_blank" rel="noopener noreferrer" title={t('leadsTo', { url })}>
          {t('rule')}
          <IconExternalLink size={12} aria-hidden="true" />
        </a>
        {place !== undefined && <code>{place.path}</code>}
      </p>
    </li>
  )
}

type LosersProps = {
  readonly losers: readonly Loser[]
  readonly more: number
  readonly onFollow: (link: Link) => void
}

function Losers({ losers, more, onFollow }: LosersProps) {
  const { t } = useTranslation('trace')
  const say = useSentence()
  return (
    <details className={styles.losers}>
      <summary>{t('losers', { count: losers.length + more })}</summary>
      <ul>
        {losers.map(({ name, because, link }, place) => (
          // Losers never change their places while they are shown.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <FactValue
              fact={link === undefined ? { text: name } : { text: name, link }}
              onFollow={onFollow}
            />{' '}
            <span className={styles.soft}>{say(because)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.soft}>{t('more', { count: more })}</p>}
    </details>
  )
}
