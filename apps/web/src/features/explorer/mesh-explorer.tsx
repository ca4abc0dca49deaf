import { IconArrowsMinimize } from '@tabler/icons-react'
import { memo, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/use-commands.ts'
import { useActiveDocument } from '../../documents/use-documents.ts'
import { clusterOf } from '../../documents/document.ts'
import { useChosenCluster } from '../session/chosen-cluster.ts'
import { useSession } from '../session/session-context.ts'
import { ClusterNotice } from './cluster-notice.tsx'
import type { ExplorerSearch } from './explorer-search.ts'
import { explorerCommands } from './explorer-commands.ts'
import { FilterSelect } from './filter-select.tsx'
import { findPodNode } from './find-pod-node.ts'
import { MeshTreeView } from './mesh-tree-view.tsx'
import { nodeId } from './mesh-tree.ts'
import type { MeshNode } from './mesh-tree.ts'
import { openRow } from './open-row.ts'
import { pinsNode } from './pins-node.ts'
import { childrenOf, treeRows } from './tree-rows.ts'
import { useExpansion } from './use-expansion.ts'
import { useExplorerSearch } from '../../documents/address-bar.ts'
import { usePins } from './use-kept-pods.ts'
import { useMeshTrees } from './use-mesh-trees.ts'
import { useNoteRecent } from './use-note-recent.ts'
import { useRowFacts } from './use-row-facts.ts'
import styles from './mesh-explorer.module.css'

/** The element that the search box hands the keyboard to. */
export const meshTreeId = 'mesh-tree'
/** Up to this many pods, everything in the mesh is open by itself. */
const smallMesh = 48

/** Pins, clusters, what carries the mesh, namespaces, workloads and pods, live. */
export function MeshExplorer() {
  // Typing stays quick: a tree of thousands follows when there is time, and is not drawn before.
  return <Explorer search={useDeferredValue(useExplorerSearch()[0])} />
}

const Explorer = memo(function Explorer({ search }: { readonly search: ExplorerSearch }) {
  const { t } = useTranslation('explorer')
  const session = useSession()
  const active = useActiveDocument()
  const open = active.view === 'pod' ? active : undefined
  const chosen = useChosenCluster()
  const cluster = clusterOf(active) ?? chosen
  const pins = usePins()
  const filtered = search.q !== undefined || search.show !== undefined
  useCommands(explorerCommands)
  useNoteRecent(open)

  // Opening a cluster asks for its pods, so a filter must not close it; branches follow the filter.
  const clusters = useExpansion('', cluster === undefined ? [] : [nodeId(cluster)])
  const isOpen = (name: string) => clusters.isExpanded(nodeId(name), name === cluster)
  const trees = useMeshTrees(search, session.clusters.map(({ name }) => name).filter(isOpen))
  const selected = useMemo(
    () =>
      findPodNode(
        trees.map(({ tree }) => tree),
        open,
      ),
    [trees, open],
  )
  const branches = useExpansion(`${search.q ?? ''}\n${search.show ?? ''}`, selected?.above ?? [])

  const pods = trees.reduce((sum, tree) => sum + tree.pods.length, 0)
  const hits = trees.reduce((sum, tree) => sum + tree.hits, 0)
  const roots = useMemo((): readonly MeshNode[] => {
    const clusterNodes = trees.map(({ tree }) => tree)
    const pinned = pinsNode(pins, trees)
    return pinned === undefined || filtered ? clusterNodes : [pinned, ...clusterNodes]
  }, [trees, pins, filtered])
  const opensByItself = (node: MeshNode): boolean => {
    if (filtered || node.kind === 'pins' || selected?.above.includes(node.id) === true) return true
    if (node.kind === 'group') return node.label !== 'ambient' || pods <= smallMesh
    return pods <= smallMesh && !(node.kind === 'namespace' && node.outside)
  }
  const rows = treeRows(roots, (node) =>
    node.kind === 'cluster' ? isOpen(node.label) : branches.isExpanded(node.id, opensByItself(node)),
  )
  const factsOf = useRowFacts(trees)
  const expand = (ids: readonly string[], expanded: boolean) => {
    clusters.set(ids, expanded)
    branches.set(ids, expanded)
  }

  return (
    <div className={styles.explorer}>
      <div className={styles.head}>
        <h2>{t('title')}</h2>
        <output className={styles.count}>
          {pods > 0 &&
            (filtered ? t('filter.hitsOf', { hits, count: pods }) : t('filter.hits', { count: pods }))}
        </output>
        <button
          type="button"
          className="icon-button"
          aria-label={t('collapseAll')}
          title={t('collapseAll')}
          onClick={() => branches.set(closable(roots), false)}
        >
          <IconArrowsMinimize size={14} stroke={1.7} aria-hidden="true" />
        </button>
      </div>
      <FilterSelect />
      {trees
        .filter(({ watched }) => watched)
        .map((tree) => (
          <ClusterNotice key={tree.tree.id} tree={tree} filtered={filtered} named={trees.length > 1} />
        ))}
      <MeshTreeView
        id={meshTreeId}
        label={t('tree')}
        rows={rows}
        selected={selected?.id}
        factsOf={factsOf}
        onExpand={expand}
        onOpen={openRow}
      />
    </div>
  )
})

/** Everything below the clusters that can be closed. */
function closable(nodes: readonly MeshNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    const children = childrenOf(node)
    if (children === undefined) return []
    const below = closable(children)
    return node.kind === 'cluster' ? below : [node.id, ...below]
  })
}
