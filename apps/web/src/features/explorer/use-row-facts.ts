import type { PodSummary } from '@portolan/contract/pods'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { useTranslation } from 'react-i18next'
import type { MeshNode } from './mesh-tree.ts'
import type { NodeFacts, RowFacts } from './row-facts.ts'
import { isSamePod } from '../../documents/stored-layout.ts'
import { targetOf } from './tree-target.ts'
import { usePins } from './use-kept-pods.ts'
import { useNodeLabels } from './use-node-labels.ts'
import { useSyncWords } from './use-sync-words.ts'
import { whySyncUnknown } from './sync-unknown.ts'
import type { TreeRow } from './tree-rows.ts'
import type { MeshTree } from './use-mesh-trees.ts'
import { differingVersion, usualVersion } from './usual-version.ts'

/** What the explorer knows of a line beside its node. */
export function useRowFacts(trees: readonly MeshTree[]): (row: TreeRow) => RowFacts {
  const { t } = useTranslation(['explorer', 'kinds'])
  const labelOf = useNodeLabels()
  const syncWords = useSyncWords()
  const pins = usePins()
  const [pin, unpin] = [t('pin.add'), t('pin.remove')]
  const byName = new Map(trees.map((tree) => [tree.tree.label, tree]))

  const ofPod = (cluster: string, pod: PodSummary): NodeFacts => {
    const tree = byName.get(cluster)
    const sync = tree?.sync?.proxies.get(formatPodRef(pod))
    return {
      name: pod.name,
      cluster,
      sync,
      syncShort: sync === undefined ? undefined : syncWords(cluster, sync).short,
      differs: tree === undefined ? undefined : differingVersion(pod, usualVersion(tree.pods)),
      because:
        pod.kind === 'outside' ? t(`kinds:because.${pod.because}`, { defaultValue: pod.because }) : undefined,
      closed: false,
    }
  }
  const plain = {
    cluster: '',
    sync: undefined,
    syncShort: undefined,
    differs: undefined,
    because: undefined,
    closed: false,
  }
  const ofNode = (node: MeshNode): NodeFacts => {
    switch (node.kind) {
      case 'pins':
        return { ...plain, name: t('pin.title') }
      case 'cluster':
        return {
          ...plain,
          name: node.label,
          cluster: node.label,
          closed: byName.get(node.label)?.watched !== true,
        }
      case 'group': {
        const why =
          node.label === 'control-plane' ? whySyncUnknown(byName.get(node.cluster)?.sync) : undefined
        return {
          ...plain,
          name: t(`group.${node.label}`),
          cluster: node.cluster,
          because: why === undefined ? undefined : t(`syncUnknown.${why.kind}`, { said: why.text }),
        }
      }
      case 'namespace':
      case 'workload':
        return { ...plain, name: node.label }
      case 'pod':
        return ofPod(node.cluster, node.pod)
      case 'pin':
        return node.pod === undefined
          ? { ...plain, name: node.label, cluster: node.pin.cluster }
          : ofPod(node.pin.cluster, node.pod)
    }
  }
  const isPinned = (node: MeshNode): boolean | undefined => {
    const target = targetOf(node)
    return target && pins.some((one) => isSamePod(one, target.pin))
  }
  return ({ node }) => {
    const facts = ofNode(node)
    const pinned = isPinned(node)
    return { ...facts, ...labelOf(node, facts), pinned, pinTitle: pinned === true ? unpin : pin }
  }
}
