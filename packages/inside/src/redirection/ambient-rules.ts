import { splitList } from './init-config.ts'
import type { IptablesRules } from './iptables-rule.ts'
import { parseIptablesSave } from './parse-iptables-save.ts'
import { RuleWriter } from './rule-writer.ts'

/** What decides which rules istio-cni writes into the network namespace of an ambient pod. */
export type AmbientConfig = {
  readonly redirectDns: boolean
  /** Inbound connections are left alone: `ambient.istio.io/bypass-inbound-capture`. */
  readonly bypassInbound: boolean
  /** `istio.io/reroute-virtual-interfaces`. */
  readonly virtualInterfaces: string
  readonly ipv6: boolean
}

/** From where the node's own probes come into a pod: istio-cni rewrites their source on the node. */
const probeSource = { ipv4: '169.254.7.127', ipv6: 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff' }
const proxyMark = '0x539/0xfff'
const connectionMark = '0x111/0xfff'

/**
 * The rules with which an ambient pod's traffic reaches ztunnel, whose listeners
 * are inside the pod's own network namespace. ztunnel's connections carry a mark.
 * @see istio: cni/pkg/iptables/iptables.go (AppendInpodRules)
 */
export function rulesOfAmbientConfig(config: AmbientConfig): readonly IptablesRules[] {
  const writer = new RuleWriter()
  const loopback = { ipv4: '127.0.0.1/32', ipv6: '::1/128' }
  for (const table of config.redirectDns ? ['mangle', 'nat', 'raw'] : ['mangle', 'nat']) {
    writer.append(table, 'PREROUTING', '-j ISTIO_PRERT')
    writer.append(table, 'OUTPUT', '-j ISTIO_OUTPUT')
  }
  for (const name of splitList(config.virtualInterfaces)) {
    writer.append('nat', 'ISTIO_PRERT', `-i ${name} -p tcp -j REDIRECT --to-ports 15001`)
    writer.append('nat', 'ISTIO_PRERT', `-i ${name} -p tcp -j RETURN`)
  }
  writer.append(
    'mangle',
    'ISTIO_PRERT',
    `-m mark --mark ${proxyMark} -j CONNMARK --set-xmark ${connectionMark}`,
  )
  if (!config.bypassInbound) {
    writer.appendVersioned(probeSource, 'nat', 'ISTIO_PRERT', '-s ADDRESS -p tcp -j ACCEPT')
  }
  writer.appendVersioned(probeSource, 'nat', 'ISTIO_OUTPUT', '-d ADDRESS -p tcp -j ACCEPT')
  if (!config.bypassInbound) {
    const notOwn = `! --dport 15008 -m mark ! --mark ${proxyMark}`
    writer.appendVersioned(
      loopback,
      'nat',
      'ISTIO_PRERT',
      `! -d ADDRESS -p tcp ${notOwn} -j REDIRECT --to-ports 15006`,
    )
  }
  writer.append(
    'mangle',
    'ISTIO_OUTPUT',
    `-m connmark --mark ${connectionMark} -j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff`,
  )
  if (config.redirectDns) writeDns(writer, loopback)
  writer.append('nat', 'ISTIO_OUTPUT', `-p tcp -m mark --mark ${connectionMark} -j ACCEPT`)
  writer.appendVersioned(loopback, 'nat', 'ISTIO_OUTPUT', '! -d ADDRESS -o lo -j ACCEPT')
  writer.appendVersioned(
    loopback,
    'nat',
    'ISTIO_OUTPUT',
    `! -d ADDRESS -p tcp -m mark ! --mark ${proxyMark} -j REDIRECT --to-ports 15001`,
  )
  return [
    parseIptablesSave(writer.text('ipv4'), 'ipv4'),
    parseIptablesSave(config.ipv6 ? writer.text('ipv6') : '', 'ipv6'),
  ]
}

function writeDns(writer: RuleWriter, loopback: { readonly ipv4: string; readonly ipv6: string }): void {
  const notOwn = `-m mark ! --mark ${proxyMark}`
  writer.append(
    'nat',
    'ISTIO_OUTPUT',
    `! -o lo -p udp ${notOwn} -m udp --dport 53 -j REDIRECT --to-ports 15053`,
  )
  writer.appendVersioned(
    loopback,
    'nat',
    'ISTIO_OUTPUT',
    `! -d ADDRESS -p tcp --dport 53 ${notOwn} -j REDIRECT --to-ports 15053`,
  )
  writer.append('raw', 'ISTIO_OUTPUT', `-p udp -m mark --mark ${proxyMark} -m udp --dport 53 -j CT --zone 1`)
  writer.append('raw', 'ISTIO_PRERT', `-p udp ${notOwn} -m udp --sport 53 -j CT --zone 1`)
}
