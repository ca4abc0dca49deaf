import type { RedirectionNote } from '@portolan/contract/redirection'
import { rulesOfAmbientConfig } from './ambient-rules.ts'
import { completed } from './init-arguments.ts'
import { defaultInitConfig, readBoolean, splitList, type InitConfig } from './init-config.ts'
import {
  addressesOf,
  containerNamed,
  environmentOf,
  hasIpv6Rules,
  type MeshRedirection,
  type RedirectedPod,
} from './pod-facts.ts'
import { noRules, type Redirection } from './redirection.ts'
import { rulesOfInitConfig } from './write-init-rules.ts'

const traffic = 'traffic.sidecar.istio.io'

/** What the pod's annotations and the mesh do not say. */
export type DerivedSurroundings = {
  /** Undefined when it was not read. */
  readonly mesh: MeshRedirection | undefined
  readonly nameservers: readonly string[] | undefined
}

/**
 * What the redirection of a pod has to be, from its annotations, the user of
 * its proxy and the mesh's configuration, as the injector's template or the CNI
 * plug-in read them. Nothing was asked of the pod.
 * @see istio: manifests/charts/istio-control/istio-discovery/files/injection-template.yaml, cni/pkg/plugin/sidecar_redirect.go
 */
export function derivedRedirection(pod: RedirectedPod, surroundings: DerivedSurroundings): Redirection {
  const addresses = addressesOf(pod)
  const none = { from: 'derived', maker: 'nobody', mode: 'NONE', addresses, notes: [] } as const
  const annotations = pod.metadata?.annotations ?? {}
  const hasInit = containerNamed(pod, 'istio-init') !== undefined
  const hasCni = containerNamed(pod, 'istio-validation') !== undefined
  if (pod.spec?.hostNetwork === true) return { ...none, rules: noRules() }
  if (!hasInit && !hasCni) {
    if (annotations['ambient.istio.io/redirection'] !== 'enabled') {
      return { ...none, rules: noRules() }
    }
    const rules = rulesOfAmbientConfig({
      redirectDns: annotations['ambient.istio.io/dns-capture'] !== 'false',
      bypassInbound: readBoolean(annotations['ambient.istio.io/bypass-inbound-capture']),
      virtualInterfaces: annotations['istio.io/reroute-virtual-interfaces'] ?? '',
      ipv6: addresses.some((address) => address.includes(':')),
    })
    return { ...none, maker: 'ambient', mode: 'AMBIENT', rules }
  }
  const config = derivedConfig(pod, surroundings, hasCni)
  return {
    ...none,
    maker: hasCni ? 'istio-cni' : 'istio-init',
    mode: config.interceptionMode === 'TPROXY' ? 'TPROXY' : 'REDIRECT',
    rules: rulesOfInitConfig(config),
    notes: notesOf(config, surroundings),
  }
}

/** What the template or the plug-in would tell istio-iptables for this pod. */
export function derivedConfig(
  pod: RedirectedPod,
  { mesh, nameservers }: DerivedSurroundings,
  isCni: boolean,
): InitConfig {
  const annotations = pod.metadata?.annotations ?? {}
  const proxy = containerNamed(pod, 'istio-proxy')
  const environment = environmentOf(proxy)
  const of = (name: string, otherwise = '') => annotations[`${traffic}/${name}`] ?? otherwise
  const mode =
    annotations['sidecar.istio.io/interceptionMode'] ??
    environment['ISTIO_META_INTERCEPTION_MODE'] ??
    mesh?.interceptionMode ??
    'REDIRECT'
  const isTproxy = mode === 'TPROXY'
  const uid = proxy?.securityContext?.runAsUser ?? pod.spec?.securityContext?.runAsUser
  const gid = proxy?.securityContext?.runAsGroup ?? pod.spec?.securityContext?.runAsGroup
  const dns = readBoolean(environment['ISTIO_META_DNS_CAPTURE'])
  const dualStack = readBoolean(environment['ISTIO_DUAL_STACK'])
  const user = isTproxy || uid === undefined || uid === 0 ? '1337' : String(uid)
  const group = isTproxy || gid === undefined || gid === 0 ? user : String(gid)
  return completed({
    ...defaultInitConfig,
    // The plug-in knows nothing of ports that the mesh's configuration moves.
    proxyPort: String((isCni ? undefined : mesh?.proxyListenPort) ?? 15_001),
    inboundCapturePort: String((isCni ? undefined : mesh?.proxyInboundListenPort) ?? 15_006),
    proxyUids: user,
    proxyGids: group,
    interceptionMode: mode,
    inboundPortsInclude: of('includeInboundPorts', '*'),
    inboundPortsExclude: excludedInboundPorts(pod, isCni),
    outboundPortsInclude: of('includeOutboundPorts'),
    // The plug-in's default for outbound ports is the one of inbound ports.
    outboundPortsExclude: of('excludeOutboundPorts', isCni ? '15020' : ''),
    outboundRangesInclude: of('includeOutboundIPRanges', '*'),
    outboundRangesExclude: of('excludeOutboundIPRanges'),
    virtualInterfaces: annotations['istio.io/reroute-virtual-interfaces'] ?? of('kubevirtInterfaces'),
    excludeInterfaces: of('excludeInterfaces'),
    redirectDns: dns,
    captureAllDns: isCni && dns,
    dropInvalid: readBoolean(environment['INVALID_DROP']),
    dualStack,
    nameservers,
    ipv6: hasIpv6Rules(addressesOf(pod), dualStack),
  })
}

/** Envoy's own health and metrics ports first, then what the pod excludes, then the agent's status port. */
function excludedInboundPorts(pod: RedirectedPod, isCni: boolean): string {
  const annotations = pod.metadata?.annotations ?? {}
  const excluded = splitList(annotations[`${traffic}/excludeInboundPorts`] ?? (isCni ? '15020' : ''))
  if (isCni) return [...new Set([...excluded, '15020', '15021', '15090'])].join(',')
  const status = annotations['status.sidecar.istio.io/port'] ?? '15020'
  const withStatus = status === '0' || excluded.includes(status) ? excluded : [...excluded, status]
  return ['15090', '15021', ...withStatus].join(',')
}

function notesOf(config: InitConfig, { mesh }: DerivedSurroundings): readonly RedirectionNote[] {
  const notes: RedirectionNote[] = []
  if (mesh === undefined)
    notes.push({ note: 'mesh-config-unread', text: 'proxyListenPort, proxyInboundListenPort' })
  if (config.redirectDns && !config.captureAllDns && config.nameservers === undefined) {
    notes.push({ note: 'nameservers-unknown', text: 'resolv.conf' })
  }
  return notes
}
