import { splitList, type InitConfig } from './init-config.ts'
import { familyOf } from './ip-range.ts'
import type { IpFamily } from './iptables-rule.ts'
import type { RuleWriter } from './rule-writer.ts'

/** Stands in a rule for servers that were not read: a range that no parser takes for one. */
export const unknownNameservers = '<nameservers of resolv.conf>'

const agentDnsPort = '15053'
const families = ['ipv4', 'ipv6'] as const

/** DNS capture is given up when neither all of it nor any server is to be captured. */
export function isDnsRedirected({ redirectDns, captureAllDns, nameservers }: InitConfig): boolean {
  return redirectDns && (captureAllDns || nameservers === undefined || nameservers.length > 0)
}

/**
 * Port 53 of TCP and UDP to the agent: of every destination, or of the servers
 * in resolv.conf; and two zones of connection tracking, so that the agent's
 * question and the application's do not become one.
 * @see istio: tools/istio-iptables/pkg/capture/run.go (SetupDNSRedir, addDNSConntrackZones)
 */
export function writeDnsRules(writer: RuleWriter, config: InitConfig): void {
  writer.append('raw', 'OUTPUT', '-j ISTIO_OUTPUT_DNS')
  const servers = destinations(config)
  for (const family of families) {
    if (config.captureAllDns || servers[family].length > 0) {
      writer.appendTo(family, 'nat', 'ISTIO_OUTPUT', '-j ISTIO_OUTPUT_DNS')
    }
  }
  for (const protocol of ['tcp', 'udp']) {
    for (const family of families) {
      for (const server of servers[family]) {
        const to = server === '' ? '' : `-d ${server} `
        const rule = `-p ${protocol} --dport 53 ${to}-j REDIRECT --to-ports ${agentDnsPort}`
        writer.appendTo(family, 'nat', 'ISTIO_OUTPUT_DNS', rule)
      }
    }
  }
  const owners = [
    ...splitList(config.proxyUids).map((uid) => `--uid-owner ${uid}`),
    ...splitList(config.proxyGids).map((gid) => `--gid-owner ${gid}`),
  ]
  for (const owner of owners) {
    writer.append('raw', 'ISTIO_OUTPUT_DNS', `-p udp --dport 53 -m owner ${owner} -j CT --zone 1`)
    writer.append(
      'raw',
      'ISTIO_OUTPUT_DNS',
      `-p udp --sport ${agentDnsPort} -m owner ${owner} -j CT --zone 2`,
    )
  }
  for (const family of families) {
    if (servers[family].length > 0) writer.appendTo(family, 'raw', 'PREROUTING', '-j ISTIO_INBOUND')
    for (const server of servers[family]) {
      const [to, from] = server === '' ? ['', ''] : [`-d ${server} `, `-s ${server} `]
      writer.appendTo(family, 'raw', 'ISTIO_OUTPUT_DNS', `-p udp --dport 53 ${to}-j CT --zone 2`)
      writer.appendTo(family, 'raw', 'ISTIO_INBOUND', `-p udp --sport 53 ${from}-j CT --zone 1`)
    }
  }
}

/** Ranges of the servers by family; an empty text is every destination. */
function destinations(config: InitConfig): Readonly<Record<IpFamily, readonly string[]>> {
  if (config.captureAllDns) return { ipv4: [''], ipv6: [''] }
  if (config.nameservers === undefined) {
    const unknown = `"${unknownNameservers}"`
    return { ipv4: [unknown], ipv6: [unknown] }
  }
  const of = (family: IpFamily) => config.nameservers?.filter((server) => familyOf(server) === family) ?? []
  return {
    ipv4: of('ipv4').map((server) => `${server}/32`),
    ipv6: of('ipv6').map((server) => `${server}/128`),
  }
}
