import { useTranslation } from 'react-i18next'
import { oneOf } from '../../../documents/search-text.ts'
import { spanNames, tails } from '../health-search.ts'
import type { LogView } from '../health-search.ts'
import { StateSign } from '../state-sign.tsx'
import type { LoggedContainer } from './logged-containers.ts'
import styles from './log.module.css'

type LogToolsProps = {
  readonly known: readonly LoggedContainer[]
  readonly chosen: readonly LoggedContainer[]
  readonly log: LogView
  readonly onChange: (part: Partial<LogView>) => void
}

/** Whose log is read, of which life, and how much of it. */
export function LogTools({ known, chosen, log, onChange }: LogToolsProps) {
  const { t } = useTranslation('health')
  const { previous, follow, tail, since, wrap } = log
  const toggle = (name: string) => {
    const names = chosen.some((one) => one.name === name)
      ? chosen.filter((one) => one.name !== name)
      : known.filter((one) => one.name === name || chosen.includes(one))
    // Nobody's log is nothing to look at.
    if (names.length > 0) onChange({ containers: names.map((one) => one.name) })
  }
  return (
    <div className={`tool-line ${styles.tools}`}>
      <fieldset className={styles.containers}>
        <legend className="visually-hidden">{t('log.containers')}</legend>
        {known.map((container) => (
          <label key={container.name} title={t(`container.role.${container.role}`)}>
            <input
              type="checkbox"
              checked={chosen.includes(container)}
              onChange={() => toggle(container.name)}
            />
            <StateSign state={container.state} />
            {container.name}
          </label>
        ))}
      </fieldset>
      <select
        aria-label={t('log.life')}
        value={previous ? 'previous' : 'present'}
        onChange={({ currentTarget: { value } }) => onChange({ previous: value === 'previous' })}
      >
        <option value="present">{t('log.present')}</option>
        <option value="previous">{t('log.previous')}</option>
      </select>
      <select
        aria-label={t('log.tail')}
        value={tail}
        onChange={({ currentTarget: { value } }) => onChange({ tail: Number(value) })}
      >
        {tails.map((one) => (
          <option key={one} value={one}>
            {t('log.tailLines', { count: one })}
          </option>
        ))}
      </select>
      <select
        aria-label={t('log.since')}
        value={since ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ since: oneOf(spanNames, value) })}
      >
        <option value="">{t('log.anyTime')}</option>
        {spanNames.map((span) => (
          <option key={span} value={span}>
            {t(`log.span.${span}`)}
          </option>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          checked={follow && !previous}
          disabled={previous}
          onChange={({ currentTarget: { checked } }) => onChange({ follow: checked })}
        />
        {t('log.follow')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={wrap}
          onChange={({ currentTarget: { checked } }) => onChange({ wrap: checked })}
        />
        {t('log.wrap')}
      </label>
    </div>
  )
}
