import type { RedirectionNote } from '@portolan/contract/redirection'
import { defaultInitConfig, readBoolean, type InitConfig } from './init-config.ts'

type TextKey = { [Key in keyof InitConfig]: InitConfig[Key] extends string ? Key : never }[keyof InitConfig]
type SwitchKey = {
  [Key in keyof InitConfig]: InitConfig[Key] extends boolean ? Key : never
}[keyof InitConfig]
type Flag =
  | { readonly text: TextKey; readonly env?: readonly string[] }
  | { readonly turns: SwitchKey; readonly env?: readonly string[] }
  /** Changes no rule. */
  | { readonly ignored: 'text' | 'switch' }

/**
 * The flags of istio-iptables, of Istio 1.22 to 1.32, by their long names. Each
 * also has its name in capitals as environment variable; `env` are the further ones.
 * @see istio: tools/istio-iptables/pkg/cmd/root.go, pkg/flag/flag.go
 */
const flags: Readonly<Record<string, Flag>> = {
  'envoy-port': { text: 'proxyPort' },
  'inbound-capture-port': { text: 'inboundCapturePort' },
  'inbound-tunnel-port': { text: 'inboundTunnelPort' },
  'proxy-uid': { text: 'proxyUids' },
  'proxy-gid': { text: 'proxyGids' },
  'istio-inbound-interception-mode': { text: 'interceptionMode' },
  'istio-inbound-tproxy-mark': { text: 'tproxyMark' },
  'istio-inbound-tproxy-route-table': { ignored: 'text' },
  'istio-inbound-ports': { text: 'inboundPortsInclude' },
  'istio-local-exclude-ports': { text: 'inboundPortsExclude' },
  'istio-exclude-interfaces': { text: 'excludeInterfaces' },
  'istio-service-cidr': { text: 'outboundRangesInclude' },
  'istio-service-exclude-cidr': { text: 'outboundRangesExclude' },
  'istio-outbound-ports': { text: 'outboundPortsInclude' },
  'istio-local-outbound-ports-exclude': { text: 'outboundPortsExclude' },
  'kube-virt-interfaces': { text: 'virtualInterfaces' },
  'redirect-dns': { turns: 'redirectDns', env: ['ISTIO_META_DNS_CAPTURE'] },
  'capture-all-dns': { turns: 'captureAllDns' },
  'drop-invalid': { turns: 'dropInvalid', env: ['INVALID_DROP'] },
  'dual-stack': { turns: 'dualStack', env: ['ISTIO_DUAL_STACK'] },
  'skip-rule-apply': { turns: 'skipsRules' },
  'native-nftables': { turns: 'nativeNftables' },
  'run-validation': { ignored: 'switch' },
  'dry-run': { ignored: 'switch' },
  'force-apply': { ignored: 'switch' },
  reconcile: { ignored: 'switch' },
  'cleanup-only': { ignored: 'switch' },
  'cni-mode': { ignored: 'switch' },
  'restore-format': { ignored: 'switch' },
  log_as_json: { ignored: 'switch' },
  'iptables-probe-port': { ignored: 'text' },
  'probe-timeout': { ignored: 'text' },
  'network-namespace': { ignored: 'text' },
  'force-iptables-binary': { ignored: 'text' },
  'iptables-version': { ignored: 'text' },
  log_output_level: { ignored: 'text' },
  log_caller: { ignored: 'text' },
  log_target: { ignored: 'text' },
  log_stacktrace_level: { ignored: 'text' },
}
const shortNames: Readonly<Record<string, string>> = {
  p: 'envoy-port',
  z: 'inbound-capture-port',
  e: 'inbound-tunnel-port',
  u: 'proxy-uid',
  g: 'proxy-gid',
  m: 'istio-inbound-interception-mode',
  b: 'istio-inbound-ports',
  d: 'istio-local-exclude-ports',
  c: 'istio-exclude-interfaces',
  i: 'istio-service-cidr',
  x: 'istio-service-exclude-cidr',
  q: 'istio-outbound-ports',
  o: 'istio-local-outbound-ports-exclude',
  k: 'kube-virt-interfaces',
  t: 'istio-inbound-tproxy-mark',
  r: 'istio-inbound-tproxy-route-table',
  n: 'dry-run',
}

/** What istio-init is told beside its arguments. */
export type InitSurroundings = {
  readonly environment: Readonly<Record<string, string>>
  readonly ipv6: boolean
  readonly nameservers: readonly string[] | undefined
}

/**
 * Reads the arguments of the container istio-init (or istio-validation), with
 * `istio-iptables` as their first word or without it. A flag wins over its
 * environment variable, as in cobra and viper.
 */
export function readInitArguments(
  args: readonly string[],
  { environment, ipv6, nameservers }: InitSurroundings,
): { readonly config: InitConfig; readonly notes: readonly RedirectionNote[] } {
  const given = new Map<string, string>()
  const notes: RedirectionNote[] = []
  for (const [name, flag] of Object.entries(flags)) {
    const own = name.replaceAll('-', '_').toUpperCase()
    const value = [own, ...('env' in flag ? (flag.env ?? []) : [])]
      .map((variable) => environment[variable])
      .find((text) => text !== undefined)
    if (value !== undefined) given.set(name, value)
  }
  const words = args[0] === 'istio-iptables' ? args.slice(1) : args
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const { name, value } = splitArgument(word)
    const flag = name === undefined ? undefined : flags[name]
    if (name === undefined || flag === undefined) {
      notes.push({ note: 'unknown-argument', text: word })
      continue
    }
    const isSwitch = 'turns' in flag || ('ignored' in flag && flag.ignored === 'switch')
    if (value !== undefined) given.set(name, value)
    else if (isSwitch) given.set(name, 'true')
    else given.set(name, words[(at += 1)] ?? '')
  }
  const config: Record<string, unknown> = {}
  for (const [name, value] of given) {
    const flag = flags[name]
    if (flag === undefined || 'ignored' in flag) continue
    if ('text' in flag) config[flag.text] = value
    else config[flag.turns] = readBoolean(value)
  }
  return {
    config: completed({
      ...defaultInitConfig,
      ownerGroupsInclude: environment['ISTIO_OUTBOUND_OWNER_GROUPS'] ?? '*',
      ownerGroupsExclude: environment['ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE'] ?? '',
      loopbackRange: environment['ISTIO_OUTBOUND_IPV4_LOOPBACK_CIDR'] ?? '127.0.0.1/32',
      ...config,
      ipv6,
      nameservers,
    }),
    notes,
  }
}

/** What is given as empty falls back as istio-iptables does: the group is the user, the user is 1337. */
export function completed(config: InitConfig): InitConfig {
  const proxyUids = config.proxyUids === '' ? '1337' : config.proxyUids
  return { ...config, proxyUids, proxyGids: config.proxyGids === '' ? proxyUids : config.proxyGids }
}

function splitArgument(word: string): {
  readonly name: string | undefined
  readonly value: string | undefined
} {
  const long = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word)
  if (long !== null) return { name: long[1], value: long[2] }
  const short = /^-([a-z])(?:=?([\s\S]+))?$/.exec(word)
  return { name: shortNames[short?.[1] ?? ''], value: short?.[2] }
}
