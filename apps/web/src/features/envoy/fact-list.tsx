import type { Fact, Link } from '@portolan/envoy/table/resource-table'
import { CodeBlock } from './code-block.tsx'
import { FactValue } from './fact-value.tsx'
import { useWord } from './use-word.ts'
import styles from './envoy.module.css'

type FactListProps = {
  readonly facts: readonly Fact[]
  readonly onFollow: (link: Link) => void
}

/** Facts, and the facts that they are made of, as deep as they go. */
export function FactList({ facts, onFollow }: FactListProps) {
  const word = useWord()
  return (
    <ul className={styles.facts}>
      {facts.map((fact, place) => (
        // Facts never change their places while they are shown.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place} data-tone={fact.tone}>
          <span className={styles.word}>
            {word(fact.word)}
            {fact.name !== undefined && <b> {fact.name}</b>}
          </span>{' '}
          <FactValue fact={fact} onFollow={onFollow} />
          {fact.code !== undefined && <CodeBlock text={fact.code} label={word(fact.word)} />}
          {fact.facts !== undefined && fact.facts.length > 0 && (
            <FactList facts={fact.facts} onFollow={onFollow} />
          )}
        </li>
      ))}
    </ul>
  )
}
