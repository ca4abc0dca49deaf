import { IconArrowsMinimize } from '@tabler/icons-react'
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { currentCluster, useSession } from '../session/session-context.ts'
import { ClusterNotice } from './cluster-notice.tsx'
import { FilterSelect } from './filter-select.tsx'
import { MeshTreeView } from './mesh-tree-view.tsx'
import { nodeId } from './mesh-tree.ts'
import type { MeshNode, PodNode } from './mesh-tree.ts'
import { findPodNode } from './find-pod-node.ts'
import { treeRows } from './tree-rows.ts'
import { useExpansion } from './use-expansion.ts'
import { useMeshTrees } from './use-mesh-trees.ts'
import styles from './mesh-explorer.module.css'

/** The element that the search box hands the keyboard to. */
export const meshTreeId = 'mesh-tree'
/** Up to this many pods, everything in the mesh is open by itself. */
const smallMesh = 48

/** Clusters, namespaces, workloads and pods, live. */
export function MeshExplorer() {
  const { t } = useTranslation(['explorer', 'kinds'])
  const session = useSession()
  const navigate = useNavigate()
  const router = useRouter()
  // Typing stays quick; a tree of thousands follows when there is time.
  const search = useDeferredValue(useSearch({ from: '__root__' }))
  const open = useParams({ strict: false })
  const cluster = open.cluster ?? currentCluster(session)
  const filtered = search.q !== undefined || search.show !== undefined

  // Opening a cluster asks for its pods, so a filter must not close it; branches follow the filter.
  const clusters = useExpansion('', cluster === undefined ? [] : [nodeId(cluster)])
  const isOpen = (name: string) => clusters.isExpanded(nodeId(name), name === cluster)
  const watched = session.clusters.map(({ name }) => name).filter(isOpen)
  const trees = useMeshTrees(search, watched)
  const roots = trees.map(({ tree }) => tree)
  const selected = findPodNode(roots, open)
  const branches = useExpansion(`${search.q ?? ''}\n${search.show ?? ''}`, selected?.above ?? [])

  const pods = trees.reduce((sum, tree) => sum + tree.pods, 0)
  const hits = trees.reduce((sum, tree) => sum + tree.hits, 0)
  const opensByItself = (node: MeshNode): boolean => {
    if (filtered || selected?.above.includes(node.id) === true) return true
    return pods <= smallMesh && !(node.kind === 'namespace' && node.outside)
  }
  const rows = treeRows(roots, (node) =>
    node.kind === 'cluster' ? isOpen(node.label) : branches.isExpanded(node.id, opensByItself(node)),
  )

  const openPod = ({ cluster, pod }: PodNode, where: 'here' | 'new-tab') => {
    const params = { cluster, namespace: pod.namespace, pod: pod.name }
    const target = { to: '/clusters/$cluster/pods/$namespace/$pod', params } as const
    if (where === 'here') void navigate(target)
    else window.open(router.buildLocation(target).href, '_blank', 'noopener')
  }
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
        .filter(({ tree }) => isOpen(tree.label))
        .map(({ tree, state, hits }) => (
          <ClusterNotice key={tree.id} cluster={tree.label} state={state} filtered={filtered} hits={hits} />
        ))}
      <MeshTreeView
        id={meshTreeId}
        label={t('tree')}
        rows={rows}
        selected={selected?.id}
        becauseOf={({ node }) =>
          node.kind === 'pod' && node.pod.kind === 'outside'
            ? t(`kinds:because.${node.pod.because}`, { defaultValue: node.pod.because })
            : undefined
        }
        onExpand={expand}
        onOpen={openPod}
      />
    </div>
  )
}

/** Everything below the clusters that can be closed. */
function closable(nodes: readonly MeshNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'pod') return []
    const below = closable(node.children)
    return node.kind === 'cluster' ? below : [node.id, ...below]
  })
}
