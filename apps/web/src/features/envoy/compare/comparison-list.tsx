import type { ResourceKind } from '@portolan/envoy/dump/proxy-dump'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWord } from '../use-word.ts'
import type { ComparedKind, ComparisonView } from '../worker/desk-messages.ts'
import styles from './compare.module.css'

type Chosen = { readonly kind: ResourceKind; readonly name: string }

type ComparisonListProps = {
  readonly comparison: ComparisonView
  readonly chosen: Chosen | undefined
  readonly onChoose: (chosen: Chosen) => void
}

/** Of each kind what differs, what one side lacks, and how much is the same. What is explained is folded away. */
export function ComparisonList({ comparison, chosen, onChoose }: ComparisonListProps) {
  const { t } = useTranslation('envoy')
  const [explained, setExplained] = useState(false)
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.list} tabIndex={0} role="region" aria-label={t('compare.result')}>
      <label>
        <input
          type="checkbox"
          checked={explained}
          onChange={({ currentTarget }) => setExplained(currentTarget.checked)}
        />{' '}
        {t('compare.explained')}
      </label>
      {comparison.kinds.map((kind) => (
        <KindList key={kind.kind} kind={kind} explained={explained} chosen={chosen} onChoose={onChoose} />
      ))}
    </div>
  )
}

type KindListProps = Omit<ComparisonListProps, 'comparison'> & {
  readonly kind: ComparedKind
  readonly explained: boolean
}

function KindList({
  kind: { kind, equal, onlyInA, onlyInB, differing },
  explained,
  chosen,
  onChoose,
}: KindListProps) {
  const { t } = useTranslation('envoy')
  const word = useWord()
  const rows = [
    ...differing.map(({ name, differences, cut }) => ({
      name,
      text: t('compare.places', { count: differences, more: cut ? '+' : '' }),
      tone: 'differs',
    })),
    ...[
      ...onlyInA.map((one) => ({ ...one, side: 'compare.only-left' })),
      ...onlyInB.map((one) => ({ ...one, side: 'compare.only-right' })),
    ]
      .filter(({ because }) => explained || because === undefined)
      .map(({ name, because, side }) => ({
        name,
        text: because === undefined ? word(side) : word(because),
        tone: because === undefined ? 'lone' : 'explained',
      })),
  ]
  return (
    <section aria-label={t(`compare.kind.${kind}`)}>
      <h2>
        {t(`compare.kind.${kind}`)} <small>{t('compare.equal', { count: equal })}</small>
      </h2>
      <ul>
        {rows.map(({ name, text, tone }) => (
          <li key={`${tone} ${name}`} data-tone={tone}>
            <button
              type="button"
              aria-pressed={chosen?.kind === kind && chosen.name === name}
              onClick={() => onChoose({ kind, name })}
            >
              <b>{name === '' ? t('absent') : name}</b> <span>{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
