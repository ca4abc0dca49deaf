import { useElementSize } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { rowsInView } from './tree-window.ts'
import { treeAction, typeAhead } from './tree-keys.ts'
import { TreeRowLine } from './tree-row-line.tsx'
import type { PodNode } from './mesh-tree.ts'
import type { TreeRow } from './tree-rows.ts'
import styles from './mesh-tree.module.css'

const rowHeight = 24
/** Letters typed within this time belong to one word, in milliseconds. */
const typingPause = 600

type MeshTreeViewProps = {
  readonly id: string
  readonly label: string
  readonly rows: readonly TreeRow[]
  /** The node of the document that is open. */
  readonly selected: string | undefined
  readonly becauseOf: (row: TreeRow) => string | undefined
  readonly onExpand: (ids: readonly string[], expanded: boolean) => void
  readonly onOpen: (node: PodNode, where: 'here' | 'new-tab') => void
}

/**
 * A tree view for one tab stop and any number of lines: the tree has the focus,
 * `aria-activedescendant` says which line is meant, and only what is in view is drawn.
 */
export function MeshTreeView({ id, label, rows, selected, becauseOf, onExpand, onOpen }: MeshTreeViewProps) {
  const { ref: sizeRef, height } = useElementSize<HTMLDivElement>()
  const typed = useRef({ text: '', at: 0 })
  const [scrollTop, setScrollTop] = useState(0)
  const [moved, setMoved] = useState<{ readonly to: string; readonly selected: string | undefined }>()
  // Opening another document moves the active line there; keys move it away again.
  const wanted = moved?.selected === selected ? (moved?.to ?? selected) : selected
  const activeIndex = rows.findIndex(({ node }) => node.id === wanted)
  const active = rows[activeIndex]?.node.id

  const view = { scrollTop, height, rowHeight }
  const { from, to } = rowsInView(rows.length, view)
  const drawn = rows.slice(from, to).map((row, index) => ({ row, index: from + index }))
  const activeRow = rows[activeIndex]
  if (activeRow !== undefined && (activeIndex < from || activeIndex >= to)) {
    drawn.push({ row: activeRow, index: activeIndex })
  }

  const toggle = (row: TreeRow) => onExpand([row.node.id], row.expanded === false)
  const open = (row: TreeRow | undefined, where: 'here' | 'new-tab') => {
    if (row?.node.kind === 'pod') onOpen(row.node, where)
  }

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey && event.key === 'Enter') open(activeRow, 'new-tab')
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = treeAction(rows, active, event.key, Math.max(1, Math.floor(height / rowHeight) - 1))
    if (action !== undefined) {
      event.preventDefault()
      switch (action.kind) {
        case 'move':
          setMoved({ to: action.to, selected })
          return
        case 'expand':
          onExpand([action.id], true)
          return
        case 'collapse':
          onExpand([action.id], false)
          return
        case 'expand-siblings':
          onExpand(action.ids, true)
          return
        case 'open':
          open(activeRow, 'here')
          return
      }
    }
    if (event.key.length !== 1 || event.key === ' ') return
    const now = Date.now()
    typed.current = {
      text: now - typed.current.at < typingPause ? typed.current.text + event.key : event.key,
      at: now,
    }
    const found = typeAhead(rows, active, typed.current.text)
    if (found !== undefined) setMoved({ to: found, selected })
  }

  const onRowClick = (event: React.MouseEvent, row: TreeRow) => {
    setMoved({ to: row.node.id, selected })
    const newTab = event.ctrlKey || event.metaKey || event.button === 1
    if (row.expanded === undefined) open(row, newTab ? 'new-tab' : 'here')
    else if (event.button === 0) toggle(row)
  }

  return (
    <div
      ref={sizeRef}
      id={id}
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={active}
      className={styles.tree}
      onKeyDown={onKeyDown}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onFocus={() => {
        if (active === undefined && rows[0] !== undefined) setMoved({ to: rows[0].node.id, selected })
      }}
    >
      <div role="none" className={styles.lines} style={{ height: rows.length * rowHeight }}>
        {drawn.map(({ row, index }) => (
          <TreeRowLine
            key={row.node.id}
            row={row}
            top={index * rowHeight}
            active={row.node.id === active}
            selected={row.node.id === selected}
            because={becauseOf(row)}
            onClick={onRowClick}
          />
        ))}
      </div>
    </div>
  )
}
