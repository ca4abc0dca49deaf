/**
 * Everything that decides which rules istio-init writes, in its own words. Lists
 * are as it gets them: separated by commas.
 * @see istio: tools/common/config/config.go
 */
export type InitConfig = {
  /** Where outbound connections go. */
  readonly proxyPort: string
  /** Where inbound connections go. */
  readonly inboundCapturePort: string
  readonly inboundTunnelPort: string
  readonly proxyUids: string
  readonly proxyGids: string
  readonly interceptionMode: string
  readonly tproxyMark: string
  readonly inboundPortsInclude: string
  readonly inboundPortsExclude: string
  readonly outboundPortsInclude: string
  readonly outboundPortsExclude: string
  readonly outboundRangesInclude: string
  readonly outboundRangesExclude: string
  readonly virtualInterfaces: string
  readonly excludeInterfaces: string
  readonly ownerGroupsInclude: string
  readonly ownerGroupsExclude: string
  readonly redirectDns: boolean
  readonly captureAllDns: boolean
  readonly dropInvalid: boolean
  readonly dualStack: boolean
  /** Of the pod's resolv.conf; undefined when that was not read. Only asked for when DNS is redirected and not all of it is. */
  readonly nameservers: readonly string[] | undefined
  /** Whether the pod's first address is IPv6, or one of them in dual stack. */
  readonly ipv6: boolean
  readonly loopbackRange: string
  readonly nativeNftables: boolean
  /** With `--skip-rule-apply` it only checks what the CNI plug-in has set up. */
  readonly skipsRules: boolean
}

/** What istio-iptables does when it is told nothing. */
export const defaultInitConfig: InitConfig = {
  proxyPort: '15001',
  inboundCapturePort: '15006',
  inboundTunnelPort: '15008',
  proxyUids: '1337',
  proxyGids: '',
  interceptionMode: '',
  tproxyMark: '1337',
  inboundPortsInclude: '',
  inboundPortsExclude: '',
  outboundPortsInclude: '',
  outboundPortsExclude: '',
  outboundRangesInclude: '',
  outboundRangesExclude: '',
  virtualInterfaces: '',
  excludeInterfaces: '',
  ownerGroupsInclude: '*',
  ownerGroupsExclude: '',
  redirectDns: false,
  captureAllDns: false,
  dropInvalid: false,
  dualStack: false,
  nameservers: undefined,
  ipv6: false,
  loopbackRange: '127.0.0.1/32',
  nativeNftables: false,
  skipsRules: false,
}

/** The parts of `a,b,,c`, without the empty ones. */
export function splitList(list: string): readonly string[] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** As Go's `strconv.ParseBool` reads it; anything else is false. */
export function readBoolean(text: string | undefined): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '')
}
