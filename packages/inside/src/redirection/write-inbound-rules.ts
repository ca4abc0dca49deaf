import { splitList, type InitConfig } from './init-config.ts'
import type { IpFamily } from './iptables-rule.ts'
import type { RuleWriter } from './rule-writer.ts'

/**
 * Inbound connections: all but some ports, only some ports, or none when no port
 * is included. TPROXY does it in `mangle`, which leaves the destination as it is.
 * @see istio: tools/istio-iptables/pkg/capture/run.go (handleInboundPortsInclude)
 */
export function writeInboundRules(
  writer: RuleWriter,
  config: InitConfig,
  loopback: Readonly<Record<IpFamily, string>>,
): void {
  if (config.inboundPortsInclude === '') return
  const isTproxy = config.interceptionMode === 'TPROXY'
  const table = isTproxy ? 'mangle' : 'nat'
  if (isTproxy) {
    writer.append('mangle', 'ISTIO_DIVERT', `-j MARK --set-mark ${config.tproxyMark}`)
    writer.append('mangle', 'ISTIO_DIVERT', '-j ACCEPT')
    const target = `-j TPROXY --tproxy-mark ${config.tproxyMark}/0xffffffff --on-port ${config.inboundCapturePort}`
    writer.appendVersioned(loopback, 'mangle', 'ISTIO_TPROXY', `! -d ADDRESS -p tcp ${target}`)
  }
  writer.append(table, 'PREROUTING', '-p tcp -j ISTIO_INBOUND')
  const isAll = config.inboundPortsInclude === '*'
  if (isAll) {
    for (const port of splitList(config.inboundPortsExclude)) {
      writer.append(table, 'ISTIO_INBOUND', `-p tcp --dport ${port} -j RETURN`)
    }
  }
  for (const port of isAll ? [''] : splitList(config.inboundPortsInclude)) {
    const to = port === '' ? '' : `--dport ${port} `
    if (isTproxy) {
      const established = '-m conntrack --ctstate RELATED,ESTABLISHED'
      writer.append('mangle', 'ISTIO_INBOUND', `-p tcp ${to}${established} -j ISTIO_DIVERT`)
      writer.append('mangle', 'ISTIO_INBOUND', `-p tcp ${to}-j ISTIO_TPROXY`)
    } else writer.append('nat', 'ISTIO_INBOUND', `-p tcp ${to}-j ISTIO_IN_REDIRECT`)
  }
}
