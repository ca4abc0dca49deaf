import { splitList, type InitConfig } from './init-config.ts'
import type { IpFamily } from './iptables-rule.ts'
import type { RuleWriter } from './rule-writer.ts'

/** The mark of packets from Envoy to the workload by the pod's own address. */
const outboundMark = '1338'

/**
 * The marks that keep TPROXY from catching its own traffic again.
 * @see istio: tools/istio-iptables/pkg/capture/run.go (Run, InboundInterceptionMode TPROXY)
 */
export function writeTproxyRules(
  writer: RuleWriter,
  config: InitConfig,
  loopback: Readonly<Record<IpFamily, string>>,
): void {
  const mark = config.tproxyMark
  writer.append('mangle', 'PREROUTING', `-p tcp -m mark --mark ${mark} -j CONNMARK --save-mark`)
  writer.append('mangle', 'OUTPUT', `-p tcp -o lo -m mark --mark ${mark} -j RETURN`)
  const owners = [
    ...splitList(config.proxyUids).map((uid) => `--uid-owner ${uid}`),
    ...splitList(config.proxyGids).map((gid) => `--gid-owner ${gid}`),
  ]
  for (const owner of owners) {
    writer.appendVersioned(
      loopback,
      'mangle',
      'OUTPUT',
      `! -d ADDRESS -p tcp -o lo -m owner ${owner} -j MARK --set-mark ${outboundMark}`,
    )
  }
  writer.append('mangle', 'OUTPUT', `-p tcp -m connmark --mark ${mark} -j CONNMARK --restore-mark`)
  writer.insert('mangle', 'ISTIO_INBOUND', 1, `-p tcp -m mark --mark ${mark} -j RETURN`)
  writer.insertTo('ipv4', 'mangle', 'ISTIO_INBOUND', 2, '-p tcp -s 127.0.0.6/32 -i lo -j RETURN')
  writer.insertTo('ipv6', 'mangle', 'ISTIO_INBOUND', 2, '-p tcp -s ::6/128 -i lo -j RETURN')
  writer.insert('mangle', 'ISTIO_INBOUND', 3, `-p tcp -i lo -m mark ! --mark ${outboundMark} -j RETURN`)
}
