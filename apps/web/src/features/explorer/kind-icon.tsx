import {
  IconApi,
  IconBox,
  IconBoxMultiple,
  IconCircleDashed,
  IconCompass,
  IconDoorEnter,
  IconMapPin,
  IconPlug,
  IconRobot,
  IconRoute,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ComponentKind } from '@portolan/contract/chart'

const icons: Readonly<Record<ComponentKind, Icon>> = {
  sidecar: IconBoxMultiple,
  gateway: IconDoorEnter,
  waypoint: IconMapPin,
  ztunnel: IconRoute,
  'captured-workload': IconBox,
  'istio-cni': IconPlug,
  istiod: IconCompass,
  agentgateway: IconRobot,
  proxyless: IconApi,
  outside: IconCircleDashed,
}

/** The colour repeats the axis that a component belongs to; the shape alone tells it too. */
const colours: Readonly<Record<ComponentKind, string>> = {
  sidecar: 'var(--soft)',
  gateway: 'var(--traffic)',
  waypoint: 'var(--traffic)',
  ztunnel: 'var(--health)',
  'captured-workload': 'var(--soft)',
  'istio-cni': 'var(--health)',
  istiod: 'var(--control)',
  agentgateway: 'var(--traffic)',
  proxyless: 'var(--soft)',
  outside: 'var(--soft)',
}

/** What a pod is to the mesh, as a small picture. Words stand beside it or in its label. */
export function KindIcon({ kind, size = 15 }: { readonly kind: ComponentKind; readonly size?: number }) {
  const Picture = icons[kind]
  return <Picture size={size} stroke={1.7} color={colours[kind]} aria-hidden="true" />
}
