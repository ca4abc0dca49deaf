import {
  IconCompass,
  IconDoorEnter,
  IconFolder,
  IconPin,
  IconRoute,
  IconServer2,
  IconStack2,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { KindIcon } from './kind-icon.tsx'
import type { MeshGroup, MeshNode } from './mesh-tree.ts'
import { readinessOf } from './pod-readiness.ts'
import { ReadinessMark } from './readiness-mark.tsx'

const ofGroup: Readonly<Record<MeshGroup, Icon>> = {
  'control-plane': IconCompass,
  gateways: IconDoorEnter,
  ambient: IconRoute,
}
const colourOfGroup: Readonly<Record<MeshGroup, string>> = {
  'control-plane': 'var(--control)',
  gateways: 'var(--traffic)',
  ambient: 'var(--health)',
}

/** What a line of the tree is, as a small picture. */
export function NodeIcon({ node }: { readonly node: MeshNode }) {
  switch (node.kind) {
    case 'pins':
      return <Small icon={IconPin} />
    case 'cluster':
      return <Small icon={IconServer2} />
    case 'group':
      return <Small icon={ofGroup[node.label]} colour={colourOfGroup[node.label]} />
    case 'namespace':
      return <Small icon={IconFolder} />
    case 'workload':
      return node.component === 'sidecar' || node.component === 'outside' ? (
        <Small icon={IconStack2} />
      ) : (
        <KindIcon kind={node.component} />
      )
    case 'pod':
      return <ReadinessMark readiness={readinessOf(node.pod)} />
    case 'pin':
      return node.pod === undefined ? (
        <Small icon={IconPin} />
      ) : (
        <ReadinessMark readiness={readinessOf(node.pod)} />
      )
  }
}

function Small({ icon: Picture, colour = 'var(--soft)' }: { readonly icon: Icon; readonly colour?: string }) {
  return <Picture size={15} stroke={1.7} color={colour} aria-hidden="true" />
}
