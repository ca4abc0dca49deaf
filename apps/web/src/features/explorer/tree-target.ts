import type { PodRef } from '@portolan/contract/pod-ref'
import { layoutStore } from '../../documents/stored-layout.ts'
import type { PodBookmark } from '../../documents/stored-layout.ts'
import { pinOf } from './kept-pods.ts'
import type { MeshNode } from './mesh-tree.ts'

/** The pod that a line of the tree stands for. */
export type TreeTarget = { readonly cluster: string; readonly pod: PodRef; readonly pin: PodBookmark }

/** `undefined` for branches. A pin leads to who took its place. */
export function targetOf(node: MeshNode): TreeTarget | undefined {
  switch (node.kind) {
    case 'pod':
      return {
        cluster: node.cluster,
        pod: { namespace: node.pod.namespace, name: node.pod.name },
        pin: pinOf(node.cluster, node.pod),
      }
    case 'pin': {
      const { namespace, name } = node.pod ?? node.pin
      return { cluster: node.pin.cluster, pod: { namespace, name }, pin: node.pin }
    }
    case 'pins':
    case 'cluster':
    case 'group':
    case 'namespace':
    case 'workload':
      return undefined
  }
}

export function togglePin({ pin }: TreeTarget): void {
  layoutStore.togglePin(pin)
}

let focused: TreeTarget | undefined

/** The line that the keyboard is on, while it is in the tree. */
export const focusedTarget = {
  get: (): TreeTarget | undefined => focused,
  set: (target: TreeTarget | undefined): void => {
    focused = target
  },
}
