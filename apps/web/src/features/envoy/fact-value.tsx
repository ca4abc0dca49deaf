import type { Fact, Link } from '@portolan/envoy/table/resource-table'
import styles from './envoy.module.css'

type FactValueProps = {
  readonly fact: Pick<Fact, 'text' | 'link'>
  readonly onFollow: (link: Link) => void
}

/** What a fact says: a text, a way to another row, or the object of the cluster that it was made from. */
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
    return <span title={link.apiVersion}>{text ?? `${link.objectKind} ${link.namespace}/${link.name}`}</span>
  }
  return <span className={styles.value}>{text}</span>
}
