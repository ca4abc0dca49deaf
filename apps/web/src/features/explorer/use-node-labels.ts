import type { PodSummary } from '@portolan/contract/pods'
import { useTranslation } from 'react-i18next'
import type { MeshNode } from './mesh-tree.ts'
import { readinessOf } from './pod-readiness.ts'
import type { NodeFacts } from './row-facts.ts'
import { useSyncWords } from './use-sync-words.ts'

/** A line in words. */
export type NodeLabel = { readonly label: string; readonly title: string | undefined }

/**
 * What a screen reader says of a line, and what the mouse is told that has no
 * room on it. One hook for all lines: each hook of a line is paid for by every line.
 */
export function useNodeLabels(): (node: MeshNode, facts: NodeFacts) => NodeLabel {
  const { t } = useTranslation(['explorer', 'kinds'])
  const syncWords = useSyncWords()

  const ofPod = (pod: PodSummary, { because, sync, differs, cluster }: NodeFacts): NodeLabel => {
    const readiness = t(`readiness.${readinessOf(pod)}`, pod.ready)
    const said = sync === undefined ? undefined : syncWords(cluster, sync).long
    const details = [
      ...(pod.status === 'Running' ? [] : [pod.status]),
      ...(pod.restarts > 0 ? [t('restarts', { count: pod.restarts })] : []),
      ...(said === undefined ? [] : [said]),
      ...(differs === undefined ? [] : [t('differs', { version: differs })]),
      ...(because === undefined ? [] : [because]),
    ]
    const name = t('pod', { name: pod.name, kind: t(`kinds:kind.${pod.kind}`), readiness })
    return { label: [name, ...details].join(', '), title: [pod.name, ...details].join('\n') }
  }

  return (node, facts) => {
    switch (node.kind) {
      case 'pins':
        return { label: t('pin.group', { count: node.children.length }), title: undefined }
      case 'cluster': {
        const name = t('cluster.label', { name: node.label })
        const state = facts.closed ? t('cluster.closedLong') : t('filter.hits', { count: node.pods })
        return { label: node.pods === 0 && !facts.closed ? name : `${name}, ${state}`, title: node.label }
      }
      case 'group': {
        const label = `${facts.name}, ${t('readyPods', { ready: node.ready, total: node.total })}`
        return facts.because === undefined
          ? { label, title: undefined }
          : { label: `${label}, ${facts.because}`, title: facts.because }
      }
      case 'namespace': {
        const counts = t('readyPods', { ready: node.ready, total: node.total })
        return {
          label: `${t('namespace', { name: node.label })}, ${node.outside ? t('outside') : counts}`,
          title: node.label,
        }
      }
      case 'workload': {
        const { workloadKind, label: name, ready, total } = node
        return { label: t('workload', { kind: workloadKind, name, ready, total }), title: name }
      }
      case 'pod':
        return ofPod(node.pod, facts)
      case 'pin':
        return node.pod === undefined
          ? { label: `${node.label}, ${t('pin.notHereLong')}`, title: t('pin.notHereLong') }
          : ofPod(node.pod, facts)
    }
  }
}
