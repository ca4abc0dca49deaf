import { capturedWorkload, istioCniNode, waypoint, ztunnel } from './kinds/ambient-pods.ts'
import { agentgateway, chartGateway, gatewayApiGateway } from './kinds/gateway-pods.ts'
import { istiod } from './kinds/istiod-pod.ts'
import type { MadePod, PodMaker, PodMakerOptions } from './kinds/made-pod.ts'
import { completed, crashLooping, notInjected, optedOut, pending } from './kinds/plain-pods.ts'
import { classicSidecar, nativeSidecar, proxylessGrpc } from './kinds/sidecar-pods.ts'

const makers = {
  'classic-sidecar': classicSidecar,
  'native-sidecar': nativeSidecar,
  'chart-gateway': chartGateway,
  'gateway-api-gateway': gatewayApiGateway,
  waypoint,
  ztunnel,
  'captured-workload': capturedWorkload,
  'istio-cni-node': istioCniNode,
  istiod,
  agentgateway,
  'proxyless-grpc': proxylessGrpc,
  'not-injected': notInjected,
  'opted-out': optedOut,
  pending,
  completed,
  'crash-looping': crashLooping,
} satisfies Readonly<Record<string, PodMaker>>

/** What a generated pod can be. */
export type PodKindName = keyof typeof makers
export const podKindNames = Object.keys(makers).filter((name): name is PodKindName => name in makers)

/** Makes one pod of a kind. */
export function podOfKind(kind: PodKindName, options: PodMakerOptions): MadePod {
  return makers[kind](options)
}
