import { IconArrowDown, IconArrowUp, IconFilter, IconLetterCase, IconRegex } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogView } from '../health-search.ts'
import { numberOf } from './found-places.ts'
import type { FoundPlace, FoundPlaces } from './found-places.ts'
import type { FoundState } from './log-finder.ts'
import styles from './log.module.css'

type FindBarProps = {
  readonly field: RefObject<HTMLInputElement | null>
  readonly log: LogView
  readonly found: FoundState
  readonly places: FoundPlaces
  readonly at: FoundPlace | undefined
  readonly onChange: (part: Partial<LogView>) => void
  readonly onStep: (direction: 1 | -1) => void
}

/** Looks for a text or an expression in the log, from place to place. */
export function FindBar({ field, log, found, places, at, onChange, onStep }: FindBarProps) {
  const { t } = useTranslation('health')
  const { sought, only } = log
  const { text, how, matchCase } = sought
  const change = (part: Partial<LogView['sought']>) => onChange({ sought: { ...sought, ...part } })
  const switches = [
    {
      name: t('find.matchCase'),
      on: matchCase,
      Sign: IconLetterCase,
      flip: () => change({ matchCase: !matchCase }),
    },
    {
      name: t('find.regex'),
      on: how === 'regex',
      Sign: IconRegex,
      flip: () => change({ how: how === 'regex' ? 'text' : 'regex' }),
    },
    { name: t('find.only'), on: only, Sign: IconFilter, flip: () => onChange({ only: !only }) },
  ]
  const isWrong = found.unreadable !== undefined
  return (
    <search className={styles.find}>
      <input
        ref={field}
        type="search"
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        aria-invalid={isWrong || undefined}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget: { value } }) => change({ text: value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onStep(event.shiftKey ? -1 : 1)
        }}
      />
      {switches.map(({ name, on, Sign, flip }) => (
        <button
          key={name}
          type="button"
          className="icon-button"
          title={name}
          aria-label={name}
          aria-pressed={on}
          onClick={flip}
        >
          <Sign size={15} aria-hidden="true" />
        </button>
      ))}
      {text !== '' && (
        <>
          <button
            type="button"
            className="icon-button"
            title={t('find.previous')}
            aria-label={t('find.previous')}
            disabled={places.count === 0}
            onClick={() => onStep(-1)}
          >
            <IconArrowUp size={15} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="icon-button"
            title={t('find.next')}
            aria-label={t('find.next')}
            disabled={places.count === 0}
            onClick={() => onStep(1)}
          >
            <IconArrowDown size={15} aria-hidden="true" />
          </button>
          <output data-bad={isWrong || undefined}>
            <FoundWords found={found} places={places} at={at} />
          </output>
        </>
      )}
    </search>
  )
}

type FoundWordsProps = Pick<FindBarProps, 'found' | 'places' | 'at'>

function FoundWords({ found: { kind, unreadable }, places, at }: FoundWordsProps) {
  const { t } = useTranslation('health')
  if (unreadable !== undefined) return t('find.unreadable', { words: unreadable })
  switch (kind) {
    case 'too-slow':
      return t('find.tooSlow')
    case 'failed':
      return t('find.failed')
    case 'idle':
    case 'searching':
      if (places.count === 0) return t('find.searching')
      break
    case 'done':
      if (places.count === 0) return t('find.none')
      break
  }
  const number = at && numberOf(places, at)
  return number === undefined
    ? t('find.count', { count: places.count })
    : t('find.place', { at: number, count: places.count })
}
