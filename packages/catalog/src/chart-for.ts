import type { Chart, ChartPort, ChartVital } from '@portolan/contract/chart'
import type { ChartInputs } from './chart-inputs.ts'
import type { Draft, PodContext } from './chart/draft.ts'
import { draftCapturedWorkload, draftCni, draftZtunnel } from './chart/draft-ambient.ts'
import { draftIstiod } from './chart/draft-istiod.ts'
import { draftAgentgateway, draftOutside } from './chart/draft-others.ts'
import { draftGateway, draftProxyless, draftSidecar, draftWaypoint } from './chart/draft-proxy.ts'
import { linksOf } from './chart/links.ts'
import { peersOf } from './chart/peers.ts'
import { unreadOf } from './chart/unread.ts'
import { classifyPod, type PodClass } from './classify-pod.ts'
import { envoyVitals, envoyVitalsPath } from './data/vitals.ts'
import { containersOf, describeContainer } from './pod-containers.ts'
import { readMeshConfig } from './settings/mesh-config.ts'
import { readProxyConfig } from './settings/proxy-config.ts'

/**
 * The catalog resolved against one pod: its processes, ports, sockets, peers
 * and links, before a single port was asked. Never throws, whatever the pod
 * says; what could not be read is unknown and listed in `unread`.
 */
export function chartFor(inputs: ChartInputs): Chart {
  const context = contextOf(inputs)
  const draft = draftOf(context)
  const { podClass } = context
  const processes = [...draft.processes]
  const ports = draft.ports.map(({ port }) => port)
  // A port that no container could be found for stands at the workload as a whole.
  if (
    ports.some(({ process }) => process === 'application') &&
    !processes.some(({ key }) => key === 'application')
  ) {
    processes.push({
      key: 'application',
      id: 'application',
      name: 'application',
      container: '',
      containerKind: 'container',
    })
  }
  const sockets = [...draft.sockets]
  const crossNetwork = ports.some(({ id }) => id === 'gateway-istiod-xds' || id === 'gateway-istiod-webhook')
  const peers = [...peersOf(podClass.kind, inputs, podClass.revision, draft.istiodAddress, crossNetwork)]
  const vitals = [...vitalsOf(draft)]
  const hasIstiodPeer = peers.some(({ id }) => id === 'istiod')
  const { metadata, spec, status } = inputs.pod
  const ips = (status?.podIPs ?? []).flatMap(({ ip }) => ip ?? [])
  return {
    pod: {
      namespace: metadata?.namespace ?? '',
      name: metadata?.name ?? '',
      uid: metadata?.uid ?? '',
      ...(spec?.nodeName === undefined ? {} : { node: spec.nodeName }),
      ips: ips.length > 0 || status?.podIP === undefined ? ips : [status.podIP],
    },
    kind: podClass.kind,
    ...(podClass.variant === undefined ? {} : { variant: podClass.variant }),
    because: podClass.because,
    ...(context.version === undefined ? {} : { istioVersion: context.version }),
    ...(podClass.revision === undefined ? {} : { revision: podClass.revision }),
    containers: context.containers.map(describeContainer),
    processes,
    ports,
    sockets,
    peers,
    links: [...linksOf(context, { processes, ports, sockets, peers, vitals })],
    vitals,
    unread: [...unreadOf(context, draft.ports, hasIstiodPeer)],
  }
}

/** The ports of one pod alone, for lists of thousands of them; the same that its chart has. */
export function portsFor(inputs: ChartInputs): {
  readonly podClass: PodClass
  /** Name of the mesh's own container, where there is one. */
  readonly meshContainer: string | undefined
  readonly ports: readonly ChartPort[]
} {
  const context = contextOf(inputs)
  return {
    podClass: context.podClass,
    meshContainer: context.mesh?.name,
    ports: draftOf(context).ports.map(({ port }) => port),
  }
}

function contextOf(inputs: ChartInputs): PodContext {
  const podClass = classifyPod(inputs.pod, inputs.namespace)
  const containers = containersOf(inputs.pod)
  const name = meshContainer(podClass)
  const mesh = containers.find(({ container, kind }) => container.name === name && kind !== 'init')?.container
  const meshConfig = readMeshConfig(inputs)
  return {
    inputs,
    podClass,
    version: podClass.istioVersion ?? inputs.reportedVersion,
    containers,
    mesh,
    meshConfig,
    proxyConfig: readProxyConfig(inputs.pod, mesh, meshConfig),
  }
}

/** The container that Istio's charts and templates name. */
function meshContainer({ kind }: PodClass): string | undefined {
  switch (kind) {
    case 'sidecar':
    case 'gateway':
    case 'waypoint':
    case 'proxyless':
    case 'ztunnel':
      return 'istio-proxy'
    case 'istiod':
      return 'discovery'
    case 'istio-cni':
      return 'install-cni'
    case 'agentgateway':
      return 'agentgateway'
    case 'captured-workload':
    case 'outside':
      return undefined
  }
}

function draftOf(context: PodContext): Draft {
  switch (context.podClass.kind) {
    case 'sidecar':
      return draftSidecar(context)
    case 'gateway':
      return draftGateway(context)
    case 'waypoint':
      return draftWaypoint(context)
    case 'proxyless':
      return draftProxyless(context)
    case 'istiod':
      return draftIstiod(context)
    case 'ztunnel':
      return draftZtunnel(context)
    case 'captured-workload':
      return draftCapturedWorkload(context)
    case 'istio-cni':
      return draftCni(context)
    case 'agentgateway':
      return draftAgentgateway(context)
    case 'outside':
      return draftOutside(context)
  }
}

/** Vital signs of Envoy, where there is one whose admin port is known. */
function vitalsOf({ ports }: Draft): readonly ChartVital[] {
  const admin = ports.find(({ port }) => port.id === 'envoy-admin')?.port
  if (admin === undefined) return []
  return envoyVitals.map(({ id, stats }) => ({
    key: id,
    id,
    process: admin.process,
    port: admin.key,
    path: envoyVitalsPath,
    stats: [...stats],
  }))
}
