import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { contextMenu } from '../menu/context-menu.ts'
import { rowMenu } from './explorer-commands.ts'
import { rowsInView } from './tree-window.ts'
import { treeAction, typeAhead } from './tree-keys.ts'
import { TreeRowLine } from './tree-row-line.tsx'
import type { MeshNode } from './mesh-tree.ts'
import type { RowFacts } from './row-facts.ts'
import { focusedTarget, targetOf } from './tree-target.ts'
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
  readonly factsOf: (row: TreeRow) => RowFacts
  readonly onExpand: (ids: readonly string[], expanded: boolean) => void
  readonly onOpen: (node: MeshNode, how: OpenHow) => void
}

/** `preview` is a look in passing; `keep` is meant to stay. */
export type OpenHow = 'preview' | 'keep' | 'beside' | 'new-tab'

/**
 * A tree view for one tab stop and any number of lines: the tree has the focus,
 * `aria-activedescendant` says which line is meant, and only what is in view is drawn.
 */
export function MeshTreeView({ id, label, rows, selected, factsOf, onExpand, onOpen }: MeshTreeViewProps) {
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
  const open = (row: TreeRow | undefined, how: OpenHow) => {
    if (row?.expanded === undefined && row !== undefined) onOpen(row.node, how)
  }
  const activeTarget = activeRow === undefined ? undefined : targetOf(activeRow.node)
  const [focused, setFocused] = useState(false)
  useEffect(() => {
    if (!focused) return
    focusedTarget.set(activeTarget)
    return () => focusedTarget.set(undefined)
  }, [focused, activeTarget])
  const menu = contextMenu((element) => {
    const id = element.closest('[role=treeitem]')?.id ?? active
    const row = rows.find(({ node }) => node.id === id)
    const target = row === undefined ? undefined : targetOf(row.node)
    if (row === undefined || target === undefined) return undefined
    setMoved({ to: row.node.id, selected })
    return rowMenu(target)
  })

  const onKeyDown = (event: React.KeyboardEvent) => {
    menu.onKeyDown(event)
    if (event.defaultPrevented) return
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') open(activeRow, 'beside')
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
          open(activeRow, event.key === 'Enter' ? 'keep' : 'preview')
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

  // One listener for all lines, so that a line changes only with what it shows.
  const onClick = (event: React.MouseEvent) => {
    const id = event.target instanceof Element ? event.target.closest('[role=treeitem]')?.id : undefined
    const row = rows.find(({ node }) => node.id === id)
    if (row === undefined) return
    setMoved({ to: row.node.id, selected })
    const beside = event.ctrlKey || event.metaKey
    // A double click arrives as two: the second one keeps what the first one showed.
    const here = event.detail > 1 ? 'keep' : 'preview'
    if (row.expanded === undefined) open(row, event.button === 1 ? 'new-tab' : beside ? 'beside' : here)
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
      onContextMenu={menu.onContextMenu}
      onClick={onClick}
      onAuxClick={(event) => {
        if (event.button === 1) onClick(event)
      }}
      onBlur={() => setFocused(false)}
      onFocus={() => {
        setFocused(true)
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
            facts={factsOf(row)}
          />
        ))}
      </div>
    </div>
  )
}
