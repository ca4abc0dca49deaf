import type { PortNumberKnowledge } from '@portolan/contract/chart'
import type { EnvoyListener } from '../chart-inputs.ts'
import { agentDebugTap, agentDns, agentStatus, istioValidation } from '../data/agent-ports.ts'
import {
  envoyAdmin,
  envoyHbone,
  envoyHealth,
  envoyInbound,
  envoyMetrics,
  envoyOutbound,
  envoySecureMergedMetrics,
  envoySecureMetrics,
} from '../data/envoy-ports.ts'
import type { PortDefinition } from '../data/define-port.ts'
import { isInRelease } from '../istio-version.ts'
import { flagOf } from '../pod-containers.ts'
import { envText, envValue, isTrue, portIn, portOrZero } from '../settings/env-values.ts'
import { listenAddress } from '../settings/listen-address.ts'
import { fieldAt } from '../settings/loose-document.ts'
import { knownFrom, portOfEnv, portOfSetting, unknownFor, usually } from '../settings/port-number.ts'
import { proxySetting } from '../settings/proxy-config.ts'
import { absent, draftPort, expected, possible, type DraftPort, type PodContext } from './draft.ts'

/** What every Envoy of the mesh has, whatever its role: admin, health, metrics. */
export function envoyPorts(context: PodContext): readonly DraftPort[] {
  const { mesh, proxyConfig } = context
  const loopbackMetrics =
    isTrue(envText(mesh, 'METRICS_LOCALHOST_ACCESS_ONLY')) ||
    isTrue(knownText(proxySetting(proxyConfig, 'proxyMetadata', 'METRICS_LOCALHOST_ACCESS_ONLY')))
  return [
    draftPort(envoyAdmin, context, { number: adminPort(context) }),
    draftPort(envoyHealth, context, { number: portOfEnv(mesh, 'ENVOY_STATUS_PORT', envoyHealth.number) }),
    draftPort(envoyMetrics, context, {
      number: portOfEnv(mesh, 'ENVOY_PROMETHEUS_PORT', envoyMetrics.number),
      binds: loopbackMetrics ? 'loopback' : 'all',
    }),
    ...secureMetrics(context, envoySecureMetrics, 'ENVOY_SECURE_METRICS_PORT'),
    ...secureMetrics(context, envoySecureMergedMetrics, 'ENVOY_SECURE_MERGED_METRICS_PORT'),
  ]
}

/** pilot-agent's own servers. */
export function agentPorts(context: PodContext): readonly DraftPort[] {
  return [statusPort(context), dnsPort(context), debugTap(context)]
}

/** Where the traffic of a sidecar is captured. */
export function capturePorts(context: PodContext): readonly DraftPort[] {
  if (interceptionMode(context) === 'NONE') {
    return [
      draftPort(envoyOutbound, context, { presence: absent('interception-none') }),
      draftPort(envoyInbound, context, { presence: absent('interception-none') }),
    ]
  }
  return [
    capturePort(context, envoyOutbound, 'virtualOutbound', 'proxyListenPort', '-p', '--envoy-port'),
    capturePort(
      context,
      envoyInbound,
      'virtualInbound',
      'proxyInboundListenPort',
      '-z',
      '--inbound-capture-port',
    ),
  ]
}

/** 15008: a sidecar that takes part in ambient traffic. */
export function sidecarHbone(context: PodContext): DraftPort {
  const listener = listenerNamed(context, 'connect_terminate')
  if (listener) {
    return draftPort(envoyHbone, context, {
      number: knownFrom(listener.port, { kind: 'listener', listener: listener.name }),
    })
  }
  const enabled = envValue(context.mesh, 'ISTIO_META_ENABLE_HBONE')
  const on = enabled.kind === 'referenced' || (enabled.kind === 'set' && isTrue(enabled.value))
  return draftPort(envoyHbone, context, {
    // istiod decides too (PILOT_ENABLE_AMBIENT), and only Envoy's listeners tell.
    presence: on ? possible('hbone-unknown') : absent('hbone-off'),
    ...(on ? { hangsOn: ['envoy-listeners'] } : {}),
  })
}

/** 15002, while the init container that checks the redirection runs. */
export function validationPort(context: PodContext): readonly DraftPort[] {
  const there = context.containers.some(({ container }) => container.name === 'istio-validation')
  return there ? [draftPort(istioValidation, context, { presence: absent('transient-init') })] : []
}

/** REDIRECT, TPROXY or NONE. The injector writes what it resolved into the environment. */
export function interceptionMode({ inputs, mesh, proxyConfig }: PodContext): string {
  return (
    inputs.pod.metadata?.annotations?.['sidecar.istio.io/interceptionMode'] ??
    envText(mesh, 'ISTIO_META_INTERCEPTION_MODE') ??
    knownText(proxySetting(proxyConfig, 'interceptionMode')) ??
    'REDIRECT'
  )
}

/** Envoy's listener of that name, where Envoy was asked. */
export function listenerNamed({ inputs }: PodContext, name: string): EnvoyListener | undefined {
  return inputs.listeners?.kind === 'read'
    ? inputs.listeners.value.find((listener) => listener.name === name && listener.port > 0)
    : undefined
}

function adminPort({ proxyConfig }: PodContext): PortNumberKnowledge {
  return portOfSetting(proxySetting(proxyConfig, 'proxyAdminPort'), envoyAdmin.number)
}

function statusPort(context: PodContext): DraftPort {
  const { inputs, proxyConfig } = context
  const name = 'status.sidecar.istio.io/port'
  const annotated = portOrZero(inputs.pod.metadata?.annotations?.[name])
  const number =
    annotated === undefined
      ? portOfSetting(proxySetting(proxyConfig, 'statusPort'), agentStatus.number, 'zero-is-off')
      : knownFrom(annotated, { kind: 'annotation', name })
  if (number.kind === 'known' && number.value === 0) {
    return draftPort(agentStatus, context, {
      number: knownFrom(agentStatus.number, number.source),
      presence: absent('status-port-zero'),
    })
  }
  return draftPort(agentStatus, context, { number })
}

function dnsPort(context: PodContext): DraftPort {
  const { mesh, podClass } = context
  const switches =
    podClass.kind === 'gateway' || podClass.kind === 'waypoint'
      ? ['ISTIO_META_ENABLE_DNS_SERVER']
      : ['ISTIO_META_DNS_CAPTURE', 'ISTIO_META_ENABLE_DNS_SERVER']
  const values = switches.map((name) => envValue(mesh, name))
  const on = values.some((value) => value.kind === 'set' && isTrue(value.value))
  const unsure = values.some((value) => value.kind === 'referenced')
  const env = envValue(mesh, 'DNS_PROXY_ADDR')
  const address = env.kind === 'set' ? listenAddress(env.value) : undefined
  return draftPort(agentDns, context, {
    number:
      env.kind === 'referenced'
        ? unknownFor(agentDns.number, 'pod-environment')
        : address === undefined
          ? usually(agentDns.number)
          : knownFrom(address.port, { kind: 'env', container: mesh?.name ?? '', name: 'DNS_PROXY_ADDR' }),
    binds: address?.binds ?? agentDns.binds,
    presence: on ? expected : unsure ? possible('dns-capture-unknown') : absent('dns-capture-off'),
    ...(unsure && !on ? { hangsOn: ['pod-environment'] } : {}),
  })
}

function debugTap(context: PodContext): DraftPort {
  const { mesh, version } = context
  const there = isInRelease(version, agentDebugTap)
  const switchedOff = envText(mesh, 'PROXY_XDS_DEBUG_VIA_AGENT')
  return draftPort(agentDebugTap, context, {
    number: portOfEnv(mesh, 'PROXY_XDS_DEBUG_VIA_AGENT_PORT', agentDebugTap.number),
    presence:
      there === 'no'
        ? absent('removed-in-1-25')
        : switchedOff !== undefined && !isTrue(switchedOff)
          ? absent('not-configured')
          : there === 'unknown'
            ? possible('version-unknown')
            : expected,
  })
}

function secureMetrics(context: PodContext, definition: PortDefinition, name: string): readonly DraftPort[] {
  const { mesh, version } = context
  const number = portOfEnv(mesh, name, 0)
  if (number.kind === 'known' && number.value === 0) return []
  const there = isInRelease(version, definition)
  return [
    draftPort(definition, context, {
      number,
      presence:
        there === 'yes'
          ? expected
          : there === 'no'
            ? absent('needs-istio-1-31')
            : possible('version-unknown'),
    }),
  ]
}

/**
 * Envoy's own word counts most, then the mesh config that istiod builds the
 * listener from. What the injector told iptables was true when the pod was
 * made, so without the mesh config it is the best that is known.
 */
function capturePort(
  context: PodContext,
  definition: PortDefinition,
  listenerName: string,
  field: string,
  ...flags: readonly string[]
): DraftPort {
  const { meshConfig, containers } = context
  const listener = listenerNamed(context, listenerName)
  if (listener) {
    const source = { kind: 'listener', listener: listener.name } as const
    return draftPort(definition, context, { number: knownFrom(listener.port, source) })
  }
  if (meshConfig.kind === 'read') {
    const value = portIn(asText(fieldAt(meshConfig.document, field)))
    const source = { kind: 'mesh-config', object: meshConfig.object, path: field } as const
    return draftPort(definition, context, {
      number: value ? knownFrom(value, source) : usually(definition.number),
    })
  }
  for (const { container, kind } of containers) {
    if (kind !== 'init' || (container.name !== 'istio-init' && container.name !== 'istio-validation'))
      continue
    const flag = flagOf(container, ...flags)
    const value = portIn(flag?.value)
    if (flag === undefined || !value) continue
    const source = { kind: 'flag', container: container.name, name: flag.name } as const
    return draftPort(definition, context, { number: knownFrom(value, source), hangsOn: ['mesh-config'] })
  }
  return draftPort(definition, context, { number: unknownFor(definition.number, 'mesh-config') })
}

function knownText(setting: ReturnType<typeof proxySetting>): string | undefined {
  return setting.kind === 'known' ? setting.value : undefined
}

function asText(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined
}
