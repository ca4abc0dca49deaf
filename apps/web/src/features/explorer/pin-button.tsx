import { IconPin, IconPinFilled } from '@tabler/icons-react'
import type { MeshNode } from './mesh-tree.ts'
import type { RowFacts } from './row-facts.ts'
import { targetOf, togglePin } from './tree-target.ts'
import styles from './mesh-tree.module.css'

/** Pins a pod, or lets it go. The keyboard has a command and the context menu for it. */
export function PinButton({ node, facts }: { readonly node: MeshNode; readonly facts: RowFacts }) {
  if (facts.pinned === undefined) return null
  const Picture = facts.pinned ? IconPinFilled : IconPin
  return (
    // A line of a tree is named by what is in it, and takes the focus as a whole.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      className={styles.pin}
      data-pinned={facts.pinned || undefined}
      aria-hidden="true"
      title={facts.pinTitle}
      onClick={(event) => {
        event.stopPropagation()
        const target = targetOf(node)
        if (target !== undefined) togglePin(target)
      }}
    >
      <Picture size={13} stroke={1.7} />
    </span>
  )
}
