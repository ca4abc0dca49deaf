import { IconChevronRight, IconFolder, IconServer2, IconStack2 } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { KindIcon } from './kind-icon.tsx'
import type { MeshNode } from './mesh-tree.ts'
import { needsAttention, readinessOf } from './pod-readiness.ts'
import { ReadinessMark } from './readiness-mark.tsx'
import type { TreeRow } from './tree-rows.ts'
import styles from './mesh-tree.module.css'

type LineProps = {
  readonly row: TreeRow
  readonly active: boolean
  readonly selected: boolean
  readonly top: number
  /** Why a pod is not in the mesh, in words. */
  readonly because: string | undefined
  readonly onClick: (event: React.MouseEvent, row: TreeRow) => void
}

/** One line of the tree. The tree itself has the focus; this line only shows where it is. */
export function TreeRowLine({ row, active, selected, top, because, onClick }: LineProps) {
  const { node, level, position, siblings, expanded } = row
  const label = useNodeLabel(node)
  const line = useRef<HTMLDivElement>(null)
  // The active line is always drawn, so the browser can bring it into view.
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // The tree answers the keyboard for all its lines (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
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
      title={because ?? (node.kind === 'pod' ? node.label : undefined)}
      data-active={active || undefined}
      data-dim={isDim(node) || undefined}
      style={{ top, paddingInlineStart: 6 + (level - 1) * 13 }}
      onClick={(event) => onClick(event, row)}
      onAuxClick={(event) => {
        if (event.button === 1) onClick(event, row)
      }}
    >
      <IconChevronRight className={styles.chevron} size={13} aria-hidden="true" data-open={expanded} />
      <NodeIcon node={node} />
      <span className="visually-hidden">{because === undefined ? label : `${label}. ${because}`}</span>
      <NodeName name={node.label} />
      <NodeBadge node={node} />
    </div>
  )
}

function isDim(node: MeshNode): boolean {
  switch (node.kind) {
    case 'cluster':
      return false
    case 'namespace':
      return node.outside
    case 'workload':
      return node.component === 'outside'
    case 'pod':
      return node.pod.kind === 'outside'
  }
}

function NodeIcon({ node }: { readonly node: MeshNode }) {
  switch (node.kind) {
    case 'cluster':
      return <IconServer2 size={15} stroke={1.7} color="var(--soft)" aria-hidden="true" />
    case 'namespace':
      return <IconFolder size={15} stroke={1.7} color="var(--soft)" aria-hidden="true" />
    case 'workload':
      return node.component === 'sidecar' || node.component === 'outside' ? (
        <IconStack2 size={15} stroke={1.7} color="var(--soft)" aria-hidden="true" />
      ) : (
        <KindIcon kind={node.component} />
      )
    case 'pod':
      return <ReadinessMark readiness={readinessOf(node.pod)} />
  }
}

/** The end of a pod's name tells it from its siblings, so the middle is what gives way. */
function NodeName({ name }: { readonly name: string }) {
  const tail = name.length > 14 ? 6 : 0
  const cut = name.length - tail
  return (
    <span className={styles.name} aria-hidden="true">
      <span className={styles.head}>{name.slice(0, cut)}</span>
      {tail > 0 && <span>{name.slice(cut)}</span>}
    </span>
  )
}

function NodeBadge({ node }: { readonly node: MeshNode }) {
  const { t } = useTranslation('explorer')
  switch (node.kind) {
    case 'cluster':
      return null
    case 'namespace':
      return node.outside ? <Badge words={t('outside')} /> : null
    case 'workload':
      return node.total === 0 ? null : (
        <Badge words={`${node.ready}/${node.total}`} bad={node.ready < node.total} />
      )
    case 'pod': {
      const { status, ready } = node.pod
      const words = status === 'Running' ? `${ready.ready}/${ready.total}` : status
      return <Badge words={words} bad={needsAttention(node.pod)} />
    }
  }
}

function Badge({ words, bad = false }: { readonly words: string; readonly bad?: boolean }) {
  return (
    <span className={styles.badge} data-bad={bad || undefined} aria-hidden="true">
      {words}
    </span>
  )
}

/** What a screen reader says of a node. */
function useNodeLabel(node: MeshNode): string {
  const { t } = useTranslation(['explorer', 'kinds'])
  switch (node.kind) {
    case 'cluster':
      return t('cluster.label', { name: node.label })
    case 'namespace':
      return node.outside
        ? `${t('namespace', { name: node.label })}, ${t('outside')}`
        : t('namespace', { name: node.label })
    case 'workload':
      return t('workload', {
        kind: node.workloadKind,
        name: node.label,
        ready: node.ready,
        total: node.total,
      })
    case 'pod': {
      const { kind, ready, status } = node.pod
      const readiness = t(`readiness.${readinessOf(node.pod)}`, ready)
      const label = t('pod', { name: node.label, kind: t(`kinds:kind.${kind}`), readiness })
      return status === 'Running' ? label : `${label}, ${status}`
    }
  }
}
