import { splitList, type InitConfig } from './init-config.ts'
import { isLoopbackAddress } from './ip-range.ts'
import type { IptablesRules } from './iptables-rule.ts'
import { parseIptablesSave } from './parse-iptables-save.ts'
import { rangesByFamily, RuleWriter } from './rule-writer.ts'
import { isDnsRedirected, writeDnsRules } from './write-dns-rules.ts'
import { writeInboundRules } from './write-inbound-rules.ts'
import { writeTproxyRules } from './write-tproxy-rules.ts'

/**
 * The rules that istio-init makes of its configuration, rule by rule in the
 * order of its own source, then read as any other rules are. IPv6 has rules
 * only where the pod has an IPv6 address.
 * @see istio: tools/istio-iptables/pkg/capture/run.go
 */
export function rulesOfInitConfig(config: InitConfig): readonly IptablesRules[] {
  const text = initRulesText(config)
  return [parseIptablesSave(text.ipv4, 'ipv4'), parseIptablesSave(text.ipv6, 'ipv6')]
}

/** The same as the text that `iptables-restore` and `ip6tables-restore` read. */
export function initRulesText(config: InitConfig): { readonly ipv4: string; readonly ipv6: string } {
  const writer = new RuleWriter()
  const loopback = { ipv4: config.loopbackRange, ipv6: '::1/128' }
  writeExcludedInterfaces(writer, config)
  for (const name of splitList(config.virtualInterfaces)) {
    writer.insert('nat', 'PREROUTING', 1, `-i ${name} -j RETURN`)
  }
  if (config.dropInvalid) {
    writer.append('mangle', 'PREROUTING', '-m conntrack --ctstate INVALID -j ISTIO_DROP')
    writer.append('mangle', 'ISTIO_DROP', '-j DROP')
  }
  writer.append('nat', 'ISTIO_INBOUND', `-p tcp --dport ${config.inboundTunnelPort} -j RETURN`)
  writer.append('nat', 'ISTIO_REDIRECT', `-p tcp -j REDIRECT --to-ports ${config.proxyPort}`)
  writer.append('nat', 'ISTIO_IN_REDIRECT', `-p tcp -j REDIRECT --to-ports ${config.inboundCapturePort}`)
  writeInboundRules(writer, config, loopback)
  writer.append('nat', 'OUTPUT', '-j ISTIO_OUTPUT')
  for (const port of splitList(config.outboundPortsExclude)) {
    writer.append('nat', 'ISTIO_OUTPUT', `-p tcp --dport ${port} -j RETURN`)
    writer.append('nat', 'ISTIO_OUTPUT', `-p udp --dport ${port} -j RETURN`)
  }
  const passthrough = { ipv4: '127.0.0.6/32', ipv6: '::6/128' }
  writer.appendVersioned(passthrough, 'nat', 'ISTIO_OUTPUT', '-o lo -s ADDRESS -j RETURN')
  for (const uid of splitList(config.proxyUids)) writeOwnerRules(writer, config, `--uid-owner ${uid}`)
  for (const gid of splitList(config.proxyGids)) writeOwnerRules(writer, config, `--gid-owner ${gid}`)
  writeGroups(writer, config)
  if (isDnsRedirected(config)) writeDnsRules(writer, config)
  writer.appendVersioned(loopback, 'nat', 'ISTIO_OUTPUT', '-d ADDRESS -j RETURN')
  writeOutboundRanges(writer, config)
  if (config.interceptionMode === 'TPROXY') writeTproxyRules(writer, config, loopback)
  return { ipv4: writer.text('ipv4'), ipv6: config.ipv6 ? writer.text('ipv6') : '' }
}

function writeExcludedInterfaces(writer: RuleWriter, config: InitConfig): void {
  const tables = config.interceptionMode === 'TPROXY' ? ['nat', 'mangle'] : ['nat']
  for (const table of tables) {
    for (const name of splitList(config.excludeInterfaces)) {
      writer.append(table, 'PREROUTING', `-i ${name} -j RETURN`)
      writer.append(table, 'OUTPUT', `-o ${name} -j RETURN`)
    }
  }
}

/** The proxy's own traffic, told by user and once more by group. */
function writeOwnerRules(writer: RuleWriter, config: InitConfig, owner: string): void {
  const loopback = { ipv4: config.loopbackRange, ipv6: '::1/128' }
  const dns = isDnsRedirected(config)
  const tunnel = config.inboundTunnelPort
  // Only the rule for the user leaves port 53 alone.
  const ports =
    dns && owner.startsWith('--uid') ? `-m multiport ! --dports 53,${tunnel}` : `! --dport ${tunnel}`
  writer.appendVersioned(
    loopback,
    'nat',
    'ISTIO_OUTPUT',
    `-o lo ! -d ADDRESS -p tcp ${ports} -m owner ${owner} -j ISTIO_IN_REDIRECT`,
  )
  if (
    !splitList(config.outboundRangesInclude).some((range) => isLoopbackAddress(range.split('/')[0] ?? ''))
  ) {
    const tcp = dns ? '-p tcp ! --dport 53 ' : ''
    writer.append('nat', 'ISTIO_OUTPUT', `-o lo ${tcp}-m owner ! ${owner} -j RETURN`)
  }
  writer.append('nat', 'ISTIO_OUTPUT', `-m owner ${owner} -j RETURN`)
}

function writeGroups(writer: RuleWriter, config: InitConfig): void {
  if (config.ownerGroupsInclude === '*') {
    for (const group of splitList(config.ownerGroupsExclude)) {
      writer.append('nat', 'ISTIO_OUTPUT', `-m owner --gid-owner ${group} -j RETURN`)
    }
    return
  }
  const noneOf = splitList(config.ownerGroupsInclude).map((group) => `-m owner ! --gid-owner ${group} `)
  writer.append('nat', 'ISTIO_OUTPUT', `${noneOf.join('')}-j RETURN`)
}

function writeOutboundRanges(writer: RuleWriter, config: InitConfig): void {
  const families = ['ipv4', 'ipv6'] as const
  const excluded = rangesByFamily(splitList(config.outboundRangesExclude))
  for (const family of families) {
    for (const range of excluded[family])
      writer.appendTo(family, 'nat', 'ISTIO_OUTPUT', `-d ${range} -j RETURN`)
  }
  for (const port of splitList(config.outboundPortsInclude)) {
    writer.append('nat', 'ISTIO_OUTPUT', `-p tcp --dport ${port} -j ISTIO_REDIRECT`)
  }
  const isAll = config.outboundRangesInclude === '*'
  const included = rangesByFamily(isAll ? [] : splitList(config.outboundRangesInclude))
  for (const family of families) {
    for (const range of isAll ? [''] : included[family]) {
      const to = range === '' ? '' : `-d ${range} `
      writer.appendTo(family, 'nat', 'ISTIO_OUTPUT', `${to}-j ISTIO_REDIRECT`)
      for (const name of splitList(config.virtualInterfaces)) {
        writer.insertTo(family, 'nat', 'PREROUTING', 1, `-i ${name} ${to}-j ISTIO_REDIRECT`)
      }
    }
  }
}
