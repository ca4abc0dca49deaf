import { CutName } from './cut-name.tsx'
import { IconChevronRight } from '@tabler/icons-react'
import { memo, useEffect, useRef } from 'react'
import type { MeshNode } from './mesh-tree.ts'
import { NodeBadges } from './node-badges.tsx'
import { NodeIcon } from './node-icon.tsx'
import { PinButton } from './pin-button.tsx'
import type { RowFacts } from './row-facts.ts'
import type { TreeRow } from './tree-rows.ts'
import styles from './mesh-tree.module.css'

type LineProps = {
  readonly row: TreeRow
  readonly active: boolean
  readonly selected: boolean
  readonly top: number
  readonly facts: RowFacts
}

/**
 * One line of the tree. The tree itself has the focus and hears the mouse; this
 * line only shows where it is. While somebody types, most lines stay as they are.
 */
export const TreeRowLine = memo(function TreeRowLine({ row, active, selected, top, facts }: LineProps) {
  const { node, level, position, siblings, expanded } = row
  const line = useRef<HTMLDivElement>(null)
  // The active line is always drawn, so the browser can bring it into view.
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={line}
      role="treeitem"
      id={node.id}
      className={styles.row}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={expanded}
      aria-selected={selected}
      title={facts.title}
      data-active={active || undefined}
      data-dim={isDim(node) || undefined}
      style={{ top, paddingInlineStart: 6 + (level - 1) * 13 }}
    >
      <IconChevronRight className={styles.chevron} size={13} aria-hidden="true" data-open={expanded} />
      <NodeIcon node={node} />
      <span className="visually-hidden">{facts.label}</span>
      <span className={styles.name}>
        <CutName name={facts.name} />
      </span>
      <PinButton node={node} facts={facts} />
      <NodeBadges node={node} facts={facts} />
    </div>
  )
}, isSameLine)

/** Rows and facts are made anew for every tree; what they say is mostly the same. */
function isSameLine(a: LineProps, b: LineProps): boolean {
  const { row, facts, ...rest } = a
  const { row: otherRow, facts: otherFacts, ...others } = b
  return isShallowEqual(row, otherRow) && isShallowEqual(facts, otherFacts) && isShallowEqual(rest, others)
}

function isShallowEqual(a: object, b: object): boolean {
  return Object.entries(a).every(([key, value]) => Object.is(value, Reflect.get(b, key)))
}

function isDim(node: MeshNode): boolean {
  switch (node.kind) {
    case 'pins':
    case 'cluster':
    case 'group':
      return false
    case 'namespace':
      return node.outside
    case 'workload':
      return node.component === 'outside'
    case 'pod':
      return node.pod.kind === 'outside'
    case 'pin':
      return node.pod === undefined
  }
}
