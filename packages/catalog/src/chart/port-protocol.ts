import type { PortProtocol } from '@portolan/contract/chart'

/**
 * What a port speaks, as Istio selects it: `appProtocol` first, then the word
 * before the first hyphen of its name. Everything else is TCP here, because an
 * undeclared protocol is detected per connection.
 * @see istio: pkg/config/kube/conversion.go (ConvertProtocol)
 */
export function protocolOfPort(name: string | undefined, appProtocol: string | undefined): PortProtocol {
  const word = (appProtocol ?? name?.split('-')[0] ?? '').toLowerCase()
  switch (word) {
    case 'http':
    case 'http2':
    case 'kubernetes.io/h2c':
    case 'kubernetes.io/ws':
      return 'http'
    case 'https':
    case 'kubernetes.io/wss':
      return 'https'
    case 'grpc':
      return 'grpc'
    case 'tls':
      return 'tls'
    default:
      return 'tcp'
  }
}
