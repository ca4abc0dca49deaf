import { fieldOf, messagesOf, numberOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** The lists of application protocols that Istio writes, by the name that istioctl gives each. */
const protocolNames: ReadonlyMap<string, string> = new Map([
  ['http/1.0,http/1.1,h2c,istio-http/1.0,istio-http/1.1,istio-h2', 'HTTP TLS'],
  ['istio,istio-http/1.0,istio-http/1.1,istio-h2', 'Istio HTTP Plain'],
  ['istio-peer-exchange,istio', 'TCP TLS'],
  ['http/1.0,http/1.1,h2c', 'HTTP'],
])

/**
 * Which connections a filter chain takes, in one line: `Trans: tls; App: TCP TLS;
 * Addr: 10.0.0.0/8:8080`, `ALL` when it takes every one that no other takes.
 * @see istio: istioctl/pkg/writer/envoy/configdump/listener.go (getMatches)
 */
export function chainMatchText(match: JsonObject | undefined): string {
  const names = textsOf(match, 'server_names')
  const transport = textOf(match, 'transport_protocol') ?? ''
  const protocols = textsOf(match, 'application_protocols').join(',')
  const address = addressText(match)
  const told = [
    ...(names.length === 0 ? [] : [`SNI: ${names.join(',')}`]),
    ...(transport === '' ? [] : [`Trans: ${transport}`]),
    ...(protocols === '' ? [] : [`App: ${protocolNames.get(protocols) ?? protocols}`]),
    ...(address === undefined ? [] : [`Addr: ${address}`]),
  ]
  return told.length === 0 ? 'ALL' : told.join('; ')
}

/** What a match asks beyond the line above: where the connection comes from. */
export function chainSourceText(match: JsonObject | undefined): string | undefined {
  const type = textOf(match, 'source_type') ?? ''
  const direct = rangesText(messagesOf(match, 'direct_source_prefix_ranges'))
  const ports = Array.isArray(fieldOf(match, 'source_ports'))
    ? JSON.stringify(fieldOf(match, 'source_ports'))
    : ''
  const told = [
    ...(type === '' || type === 'ANY' ? [] : [type]),
    rangesText(messagesOf(match, 'source_prefix_ranges')),
    ...(direct === '' ? [] : [`direct ${direct}`]),
    ...(ports === '' ? [] : [`:${ports.slice(1, -1)}`]),
  ].filter((text) => text !== '')
  return told.length === 0 ? undefined : told.join(' ')
}

function addressText(match: JsonObject | undefined): string | undefined {
  const destination = numberOf(match, 'destination_port')
  const port = destination === undefined ? '' : `:${destination}`
  const ranges = rangesText(messagesOf(match, 'prefix_ranges'))
  if (ranges !== '') return `${ranges}${port}`
  return port === '' ? undefined : `*${port}`
}

function rangesText(ranges: readonly JsonObject[]): string {
  return ranges
    .map((range) => `${textOf(range, 'address_prefix') ?? ''}/${numberOf(range, 'prefix_len') ?? 0}`)
    .join(',')
}
