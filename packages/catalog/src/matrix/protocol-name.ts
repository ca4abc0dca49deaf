/** Protocols that Istio selects by name. @see istio: pkg/config/protocol/instance.go (Parse) */
const protocols: ReadonlySet<string> = new Set([
  'tcp',
  'udp',
  'grpc',
  'grpc-web',
  'http',
  'http_proxy',
  'http2',
  'https',
  'tls',
  'mongo',
  'redis',
  'mysql',
])
/** What Kubernetes itself standardised for `appProtocol`. @see istio: pkg/config/kube/conversion.go (ConvertProtocol) */
const kubernetesProtocols: ReadonlySet<string> = new Set([
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
  'kubernetes.io/wss',
])
/** Ports whose protocol Istio knows without a name: DNS over TCP, SMTP, MySQL and MongoDB are served as TCP. */
const serverFirst: ReadonlySet<number> = new Set([25, 53, 3306, 27_017])

type NamedPort = {
  readonly name?: string | undefined
  readonly port: number
  readonly protocol?: string | undefined
  readonly appProtocol?: string | undefined
}

/**
 * Whether a Service's port tells Istio its protocol: by `appProtocol`, else by
 * its name, `PROTOCOL[-SUFFIX]`. What tells none is detected per connection.
 */
export function tellsProtocol({ name, port, protocol, appProtocol }: NamedPort): boolean {
  if (protocol === 'UDP' || protocol === 'SCTP') return true
  if (appProtocol !== undefined && appProtocol !== '') {
    const word = appProtocol.toLowerCase()
    return protocols.has(word) || kubernetesProtocols.has(word)
  }
  if (serverFirst.has(port)) return true
  const word = (name ?? '').toLowerCase()
  return word.startsWith('grpc-web') || protocols.has(word.split('-')[0] ?? '')
}
