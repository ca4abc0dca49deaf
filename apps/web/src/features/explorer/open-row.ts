import { addressOf } from '../../documents/document-address.ts'
import type { WorkbenchDocument } from '../../documents/document.ts'
import { documents } from '../../documents/document-store.ts'
import type { OpenHow } from './mesh-tree-view.tsx'
import type { MeshNode } from './mesh-tree.ts'
import { targetOf } from './tree-target.ts'

/** Opens the pod that a line stands for. */
export function openRow(node: MeshNode, how: OpenHow): void {
  const target = targetOf(node)
  if (target === undefined) return
  const document: WorkbenchDocument = { view: 'pod', cluster: target.cluster, pod: target.pod, show: {} }
  switch (how) {
    case 'preview':
      documents.open(document, { preview: true })
      return
    case 'keep':
      documents.open(document)
      return
    case 'beside':
      documents.open(document, { place: 'beside' })
      return
    case 'new-tab':
      window.open(addressOf(document), '_blank', 'noopener')
      return
  }
}
