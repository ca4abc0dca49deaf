import { fieldOf, messageOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** The parts of an address that istioctl sorts by; the port is 0 where there is none. */
export type HostAddress = { readonly host: string; readonly port: number }

/**
 * An `envoy.config.core.v3.Address` as istioctl reads it: an IP address, `unix://path`,
 * `envoy://listener/endpoint` for one within Envoy, `unknown` for any other.
 * @see istio: istioctl/pkg/writer/envoy/clusters/clusters.go, retrieveEndpointAddress
 */
export function hostAddress(address: JsonObject | undefined): HostAddress {
  const socket = messageOf(address, 'socket_address')
  if (socket !== undefined) {
    return { host: textOf(socket, 'address') ?? '', port: numberOf(socket, 'port_value') ?? 0 }
  }
  const pipe = messageOf(address, 'pipe')
  if (pipe !== undefined) return { host: `unix://${textOf(pipe, 'path') ?? ''}`, port: 0 }
  const internal = messageOf(address, 'envoy_internal_address')
  const listener = textOf(internal, 'server_listener_name')
  if (listener === undefined) return { host: 'unknown', port: 0 }
  return { host: `envoy://${listener}/${textOf(internal, 'endpoint_id') ?? ''}`, port: 0 }
}

export function addressText(address: JsonObject | undefined): string {
  const { host, port } = hostAddress(address)
  return port === 0 ? host : `${host}:${port}`
}

/** `region/zone/subzone`, without what is not told. */
export function localityText(locality: JsonObject | undefined): string | undefined {
  const parts = ['region', 'zone', 'sub_zone'].map((field) => textOf(locality, field) ?? '')
  const text = parts.join('/').replace(/\/+$/, '')
  return text === '' ? undefined : text
}

/** Whether two addresses are the same IP address and port; false for any other kind of address. */
export function isSameSocket(one: JsonObject | undefined, other: JsonObject | undefined): boolean {
  const socket = messageOf(one, 'socket_address')
  const otherSocket = messageOf(other, 'socket_address')
  if (socket === undefined || otherSocket === undefined) return false
  return (
    textOf(socket, 'address') === textOf(otherSocket, 'address') &&
    fieldOf(socket, 'port_value') === fieldOf(otherSocket, 'port_value')
  )
}
