import type { Fact, Link } from '@portolan/envoy/table/resource-table'
import { ObjectName } from './object-name.tsx'
import styles from './envoy.module.css'

type FactValueProps = {
  readonly fact: Pick<Fact, 'text' | 'link'>
  readonly onFollow: (link: Link) => void
}

/** What a fact says: a text, a way to another row, or the object of the cluster that it was made from, by the command that shows it. */
export function FactValue({ fact, onFollow }: FactValueProps) {
  const { text, link } = fact
  if (text === undefined && link === undefined) return null
  if (link?.kind === 'row') {
    return (
      <button type="button" className={styles.link} onClick={() => onFollow(link)}>
        {text ?? link.name}
      </button>
    )
  }
  if (link?.kind === 'object') {
    return <ObjectName link={link} text={text} />
  }
  return <span className={styles.value}>{text}</span>
}
