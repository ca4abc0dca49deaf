import { cniCtrlz, cniHealth, cniMetrics } from '../data/cni-ports.ts'
import {
  ztunnelAdmin,
  ztunnelDns,
  ztunnelInboundHbone,
  ztunnelInboundPlaintext,
  ztunnelMetrics,
  ztunnelOutbound,
  ztunnelReadiness,
  ztunnelSocks5,
} from '../data/ztunnel-ports.ts'
import type { PortDefinition } from '../data/define-port.ts'
import { flagOf } from '../pod-containers.ts'
import { envText, envValue, portIn } from '../settings/env-values.ts'
import { listenAddress } from '../settings/listen-address.ts'
import { knownFrom, portOfSetting, unknownFor, usually } from '../settings/port-number.ts'
import { proxySetting } from '../settings/proxy-config.ts'
import { applicationPorts } from './application-ports.ts'
import {
  absent,
  draftPort,
  expected,
  possible,
  type Draft,
  type DraftPort,
  type PodContext,
} from './draft.ts'
import { numbersOf } from './draft-proxy.ts'
import { applicationProcesses, meshProcesses } from './processes.ts'

/** The node's proxy in its own pod. */
export function draftZtunnel(context: PodContext): Draft {
  return {
    processes: [...meshProcesses(context, 'ztunnel'), ...applicationProcesses(context)],
    ports: [
      addressed(context, ztunnelAdmin, 'ADMIN_ADDR', 'proxyAdminPort'),
      addressed(context, ztunnelMetrics, 'STATS_ADDR', 'statusPort'),
      addressed(context, ztunnelReadiness, 'READINESS_ADDR', undefined),
    ],
    sockets: [],
    istiodAddress: envText(context.mesh, 'XDS_ADDRESS') ?? envText(context.mesh, 'CA_ADDRESS'),
  }
}

/**
 * A workload without a proxy of its own whose traffic the node's ztunnel
 * carries. The sockets are ztunnel's, in this pod's network namespace, so a
 * port-forward to this pod reaches them.
 */
export function draftCapturedWorkload(context: PodContext): Draft {
  const annotated = context.inputs.pod.metadata?.annotations?.['ambient.istio.io/dns-capture']
  const own = [
    draftPort(ztunnelOutbound, context),
    draftPort(ztunnelInboundPlaintext, context),
    draftPort(ztunnelInboundHbone, context),
    draftPort(ztunnelDns, context, {
      presence:
        annotated === 'true'
          ? expected
          : annotated === 'false'
            ? absent('dns-capture-off')
            : possible('dns-capture-unknown'),
    }),
    draftPort(ztunnelSocks5, context, { presence: possible('socks5-unknown') }),
  ]
  const certain = own.filter(({ port }) => port.presence.kind === 'expected')
  return {
    processes: [
      // It runs in no container of this pod.
      { key: 'ztunnel', id: 'ztunnel', name: 'ztunnel', container: '', containerKind: 'container' },
      ...applicationProcesses(context),
    ],
    ports: [...own, ...applicationPorts(context, numbersOf(certain))],
    sockets: [],
  }
}

/** The node agent that redirects traffic; as a rule on the host's network. */
export function draftCni(context: PodContext): Draft {
  const { mesh } = context
  const flag = mesh === undefined ? undefined : flagOf(mesh, '--monitoring-port')
  const flagged = portIn(flag?.value)
  const env = portIn(envText(mesh, 'MONITORING_PORT'))
  const ctrlz = mesh === undefined ? undefined : flagOf(mesh, '--ctrlz_port')
  const ctrlzPort = portIn(ctrlz?.value)
  const container = mesh?.name ?? ''
  return {
    processes: [...meshProcesses(context, 'istio-cni'), ...applicationProcesses(context)],
    ports: [
      draftPort(cniHealth, context),
      draftPort(cniMetrics, context, {
        number:
          flag !== undefined && flagged !== undefined
            ? knownFrom(flagged, { kind: 'flag', container, name: flag.name })
            : env === undefined
              ? usually(cniMetrics.number)
              : knownFrom(env, { kind: 'env', container, name: 'MONITORING_PORT' }),
      }),
      draftPort(cniCtrlz, context, {
        number:
          ctrlz !== undefined && ctrlzPort !== undefined
            ? knownFrom(ctrlzPort, { kind: 'flag', container, name: ctrlz.name })
            : usually(cniCtrlz.number),
      }),
    ],
    sockets: [
      {
        key: 'cni-sockets',
        id: 'cni-sockets',
        process: 'istio-cni',
        path: '/var/run/istio-cni/',
        purpose: 'interprocess',
        presence: expected,
      },
      {
        key: 'ztunnel-socket',
        id: 'ztunnel-socket',
        process: 'istio-cni',
        path: '/var/run/ztunnel/ztunnel.sock',
        purpose: 'interprocess',
        // Only where the CNI agent also serves ambient mode.
        presence: possible('not-configured'),
      },
    ],
  }
}

function addressed(
  context: PodContext,
  definition: PortDefinition,
  variable: string,
  field: string | undefined,
): DraftPort {
  const { mesh, proxyConfig } = context
  const env = envValue(mesh, variable)
  if (env.kind === 'referenced') {
    return draftPort(definition, context, { number: unknownFor(definition.number, 'pod-environment') })
  }
  const address = env.kind === 'set' ? listenAddress(env.value) : undefined
  if (address) {
    const source = { kind: 'env', container: mesh?.name ?? '', name: variable } as const
    return draftPort(definition, context, { number: knownFrom(address.port, source), binds: address.binds })
  }
  return draftPort(definition, context, {
    number:
      field === undefined
        ? usually(definition.number)
        : portOfSetting(proxySetting(proxyConfig, field), definition.number),
  })
}
