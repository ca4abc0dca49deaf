import type { ChartSocket } from '@portolan/contract/chart'
import { envoyHbone, envoyListener } from '../data/envoy-ports.ts'
import { envText } from '../settings/env-values.ts'
import { proxySetting } from '../settings/proxy-config.ts'
import { applicationPorts } from './application-ports.ts'
import { draftPort, expected, possible, type Draft, type DraftPort, type PodContext } from './draft.ts'
import { boundListeners, gatewayPorts } from './gateway-ports.ts'
import { applicationProcesses, initProcesses, meshProcesses } from './processes.ts'
import {
  agentPorts,
  capturePorts,
  envoyPorts,
  interceptionMode,
  sidecarHbone,
  validationPort,
} from './proxy-ports.ts'

/** A workload with its proxy, classic or native. */
export function draftSidecar(context: PodContext): Draft {
  const own = [
    ...capturePorts(context),
    sidecarHbone(context),
    ...envoyPorts(context),
    ...agentPorts(context),
    ...validationPort(context),
  ]
  const listeners = interceptionMode(context) === 'NONE' ? boundPorts(context, numbersOf(own)) : []
  return {
    processes: [
      ...initProcesses(context),
      ...meshProcesses(context, 'pilot-agent', 'envoy'),
      ...applicationProcesses(context),
    ],
    ports: [...own, ...listeners, ...applicationPorts(context, numbersOf([...own, ...listeners]))],
    sockets: agentSockets(context),
    istiodAddress: istiodAddress(context),
  }
}

/** An ingress, egress or east-west gateway. */
export function draftGateway(context: PodContext): Draft {
  const own = [...envoyPorts(context), ...agentPorts(context)]
  const gateway = gatewayPorts(context, numbersOf(own))
  return {
    processes: [...meshProcesses(context, 'pilot-agent', 'envoy'), ...applicationProcesses(context)],
    ports: [
      ...gateway,
      ...own,
      ...applicationPorts(withoutServices(context), numbersOf([...own, ...gateway])),
    ],
    sockets: agentSockets(context),
    istiodAddress: istiodAddress(context),
  }
}

/** One real data listener, 15008; all the others are internal to Envoy. */
export function draftWaypoint(context: PodContext): Draft {
  const own = [draftPort(envoyHbone, context), ...envoyPorts(context), ...agentPorts(context)]
  return {
    processes: meshProcesses(context, 'pilot-agent', 'envoy'),
    ports: [...own, ...boundPorts(context, numbersOf(own))],
    sockets: agentSockets(context),
    istiodAddress: istiodAddress(context),
  }
}

/** gRPC without a proxy: the agent serves xDS to the application's own library, and there is no Envoy. */
export function draftProxyless(context: PodContext): Draft {
  const own = agentPorts(context)
  return {
    processes: [...meshProcesses(context, 'pilot-agent'), ...applicationProcesses(context)],
    ports: [...own, ...applicationPorts(context, numbersOf(own))],
    sockets: agentSockets(context),
    istiodAddress: istiodAddress(context),
  }
}

/** Numbers that the mesh's own ports use here. An absent port uses none. */
export function numbersOf(drafts: readonly DraftPort[]): ReadonlySet<number> {
  return new Set(
    drafts.flatMap(({ port: { number, presence } }) =>
      presence.kind !== 'absent' && number.kind === 'known' ? [number.value] : [],
    ),
  )
}

/**
 * Envoy's remaining listeners, where each is bound to its own port: without
 * interception, and in waypoints. With interception istiod's listeners are not
 * bound, so Envoy's list must not be taken for open ports.
 */
function boundPorts(context: PodContext, taken: ReadonlySet<number>): readonly DraftPort[] {
  return boundListeners(context, taken).map(({ number }) =>
    draftPort(envoyListener, context, {
      key: `${envoyListener.id}:${number.value}`,
      name: number.source.kind === 'listener' ? number.source.listener : undefined,
      number,
    }),
  )
}

/** A gateway's Services lead to Envoy, never to another container of its pod. */
function withoutServices(context: PodContext): PodContext {
  return { ...context, inputs: { ...context.inputs, services: { kind: 'read', value: [] } } }
}

function agentSockets({ proxyConfig, mesh }: PodContext): readonly ChartSocket[] {
  const configPath = proxySetting(proxyConfig, 'configPath')
  const directory = (configPath.kind === 'known' ? configPath.value : undefined) ?? './etc/istio/proxy'
  const workloadSocket = envText(mesh, 'WORKLOAD_IDENTITY_SOCKET_FILE') ?? 'socket'
  return [
    {
      key: 'xds-socket',
      id: 'xds-socket',
      process: 'pilot-agent',
      path: `${absolute(directory)}/XDS`,
      purpose: 'control',
      presence: expected,
    },
    {
      key: 'sds-socket',
      id: 'sds-socket',
      process: 'pilot-agent',
      path: `/var/run/secrets/workload-spiffe-uds/${workloadSocket}`,
      purpose: 'control',
      presence: expected,
    },
    {
      key: 'external-sds-socket',
      id: 'external-sds-socket',
      process: 'pilot-agent',
      path: '/var/run/secrets/credential-uds/socket',
      purpose: 'control',
      presence: possible('not-configured'),
    },
  ]
}

/** Paths in a ProxyConfig are relative to the image's root. */
function absolute(path: string): string {
  return `/${path.replace(/^\.?\//, '').replace(/\/$/, '')}`
}

function istiodAddress({ inputs, proxyConfig, mesh }: PodContext): string | undefined {
  const annotated = inputs.pod.metadata?.annotations?.['sidecar.istio.io/discoveryAddress']
  const setting = proxySetting(proxyConfig, 'discoveryAddress')
  return annotated ?? (setting.kind === 'known' ? setting.value : undefined) ?? envText(mesh, 'CA_ADDR')
}
