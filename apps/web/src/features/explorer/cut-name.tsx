import styles from './cut-name.module.css'

/** A pod's name whose middle gives way: its end tells it from its siblings. */
export function CutName({ name }: { readonly name: string }) {
  const tail = name.length > 14 ? 6 : 0
  const cut = name.length - tail
  return (
    <span className={styles.name} aria-hidden="true">
      <span className={styles.head}>{name.slice(0, cut)}</span>
      {tail > 0 && <span>{name.slice(cut)}</span>}
    </span>
  )
}
