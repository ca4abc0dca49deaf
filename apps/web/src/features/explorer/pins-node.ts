import type { PodBookmark } from '../../documents/stored-layout.ts'
import { podOfPin } from './kept-pods.ts'
import { nodeId } from './mesh-tree.ts'
import type { PinsNode } from './mesh-tree.ts'
import type { MeshTree } from './use-mesh-trees.ts'

/** What was pinned, as a branch of its own; `undefined` when nothing is. A pin of a cluster that is not open stays a name. */
export function pinsNode(
  pins: readonly PodBookmark[],
  trees: readonly Pick<MeshTree, 'tree' | 'pods'>[],
): PinsNode | undefined {
  if (pins.length === 0) return undefined
  return {
    kind: 'pins',
    id: nodeId(':pins'),
    label: 'pins',
    children: pins.map((pin) => {
      const pod = podOfPin(pin, trees.find(({ tree }) => tree.label === pin.cluster)?.pods ?? [])
      const id = nodeId(':pins', pin.cluster, pin.namespace, pin.name)
      return { kind: 'pin', id, label: pod?.name ?? pin.name, pin, pod }
    }),
  }
}
