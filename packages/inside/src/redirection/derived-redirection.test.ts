import { expect, test } from 'vitest'
import { initRulesText } from './write-init-rules.ts'
import { derivedConfig, derivedRedirection } from './derived-redirection.ts'
import { cart } from './fixtures/lab-pods.ts'
import type { RedirectedPod } from './pod-facts.ts'

const known = { mesh: {}, nameservers: ['10.96.0.10'] }
const traffic = 'traffic.sidecar.istio.io'

function annotated(annotations: Readonly<Record<string, string>>, init = 'istio-init'): RedirectedPod {
  const containers = [
    { name: 'istio-proxy', securityContext: { runAsUser: 2000, runAsGroup: 3000 } },
    { name: 'app' },
  ]
  return {
    metadata: { annotations },
    spec: { initContainers: [{ name: init }], containers },
    status: { podIPs: [{ ip: '10.0.0.9' }] },
  }
}

test('every annotation of traffic has its rule', () => {
  const pod = annotated({
    [`${traffic}/includeInboundPorts`]: '80,443',
    [`${traffic}/includeOutboundIPRanges`]: '10.0.0.0/8',
    [`${traffic}/excludeOutboundIPRanges`]: '10.5.0.0/16',
    [`${traffic}/includeOutboundPorts`]: '6379',
    [`${traffic}/excludeOutboundPorts`]: '9090',
    [`${traffic}/excludeInterfaces`]: 'net1',
    [`${traffic}/kubevirtInterfaces`]: 'vnet0',
  })
  const { ipv4 } = initRulesText(derivedConfig(pod, known, false))
  for (const rule of [
    '-A ISTIO_INBOUND -p tcp --dport 443 -j ISTIO_IN_REDIRECT',
    '-A ISTIO_OUTPUT -d 10.0.0.0/8 -j ISTIO_REDIRECT',
    '-A ISTIO_OUTPUT -d 10.5.0.0/16 -j RETURN',
    '-A ISTIO_OUTPUT -p tcp --dport 6379 -j ISTIO_REDIRECT',
    '-A ISTIO_OUTPUT -p udp --dport 9090 -j RETURN',
    '-A OUTPUT -o net1 -j RETURN',
    '-I PREROUTING 1 -i vnet0 -d 10.0.0.0/8 -j ISTIO_REDIRECT',
    '-A ISTIO_OUTPUT -m owner --uid-owner 2000 -j RETURN',
    '-A ISTIO_OUTPUT -m owner --gid-owner 3000 -j RETURN',
  ]) {
    expect(ipv4).toContain(`${rule}\n`)
  }
})

function excludedInbound(annotations: Readonly<Record<string, string>>): string {
  return derivedConfig(annotated(annotations), known, false).inboundPortsExclude
}

test('the status port joins what the pod excludes, wherever it was moved', () => {
  expect(excludedInbound({})).toBe('15090,15021,15020')
  expect(excludedInbound({ [`${traffic}/excludeInboundPorts`]: '22' })).toBe('15090,15021,22,15020')
  expect(excludedInbound({ 'status.sidecar.istio.io/port': '15520' })).toBe('15090,15021,15520')
})

test('ports that the mesh moves are followed, and unread mesh configuration is a note', () => {
  const mesh = { proxyListenPort: 16_001, proxyInboundListenPort: 16_006 }
  const { ipv4 } = initRulesText(derivedConfig(annotated({}), { ...known, mesh }, false))
  expect(ipv4).toContain('REDIRECT --to-ports 16001')
  expect(ipv4).toContain('REDIRECT --to-ports 16006')
  const unread = derivedRedirection(annotated({}), { ...known, mesh: undefined })
  expect(unread.notes.map(({ note }) => note)).toEqual(['mesh-config-unread'])
})

test('the CNI plug-in captures all DNS, and leaves outbound port 15020 alone', () => {
  const pod = annotated({}, 'istio-validation')
  const proxy = { name: 'istio-proxy', env: [{ name: 'ISTIO_META_DNS_CAPTURE', value: 'true' }] }
  const capturing = { ...pod, spec: { ...pod.spec, containers: [proxy] } }
  expect(derivedRedirection(capturing, { mesh: undefined, nameservers: undefined })).toMatchObject({
    maker: 'istio-cni',
  })
  const { ipv4 } = initRulesText(derivedConfig(capturing, known, true))
  expect(ipv4).toContain('-A ISTIO_OUTPUT_DNS -p udp --dport 53 -j REDIRECT --to-ports 15053\n')
  expect(ipv4).toContain('-A ISTIO_OUTPUT -p tcp --dport 15020 -j RETURN\n')
})

test('TPROXY runs the proxy as 1337, whatever the pod says', () => {
  const derived = derivedRedirection(annotated({ 'sidecar.istio.io/interceptionMode': 'TPROXY' }), known)
  expect(derived.mode).toBe('TPROXY')
  expect(
    initRulesText(derivedConfig(annotated({ 'sidecar.istio.io/interceptionMode': 'TPROXY' }), known, false))
      .ipv4,
  ).toContain('--uid-owner 1337')
})

function ambient(more: Readonly<Record<string, string>> = {}): RedirectedPod {
  return {
    metadata: { annotations: { 'ambient.istio.io/redirection': 'enabled', ...more } },
    spec: { containers: [{ name: 'app' }] },
    status: { podIPs: [{ ip: '10.0.0.9' }] },
  }
}

function texts(pod: RedirectedPod): readonly string[] {
  return derivedRedirection(pod, known).rules.flatMap(({ tables }) =>
    [...tables.values()].flatMap(({ chains }) =>
      [...chains.values()].flatMap(({ rules }) => rules.map(({ text }) => text)),
    ),
  )
}

test('an ambient pod’s traffic goes to ztunnel, and its annotations are followed', () => {
  expect(derivedRedirection(ambient(), known)).toMatchObject({ maker: 'ambient', mode: 'AMBIENT' })
  expect(texts(ambient()).join('\n')).toMatch(/--dport 53 -j REDIRECT --to-ports 15053/)
  expect(texts(ambient({ 'ambient.istio.io/dns-capture': 'false' })).join('\n')).not.toMatch(/15053/)
  expect(texts(ambient({ 'ambient.istio.io/bypass-inbound-capture': 'true' })).join('\n')).not.toMatch(
    /15006/,
  )
})

test('a pod in the host’s network, or without a proxy, is bent by nobody', () => {
  const host = { ...cart.pod, spec: { ...cart.pod.spec, hostNetwork: true } }
  expect(derivedRedirection(host, known)).toMatchObject({ maker: 'nobody', mode: 'NONE' })
  expect(derivedRedirection({ spec: { containers: [{ name: 'app' }] } }, known)).toMatchObject({
    maker: 'nobody',
  })
})
