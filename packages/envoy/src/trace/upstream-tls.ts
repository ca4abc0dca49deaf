import { endpointSocket, socketMode } from '../clusters/tls-mode.ts'
import type { ProxyDump } from '../dump/proxy-dump.ts'
import { typedMessage } from '../json/any.ts'
import { flagOf, messageAt, messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { withoutPort } from './host-text.ts'
import type { UpstreamTls } from './trace.ts'

/** How a cluster speaks to a host, and what it lacks for that. */
export type UpstreamSocket = UpstreamTls & {
  readonly applicationProtocols: readonly string[]
  /** A secret that this TLS needs and Envoy does not have. */
  readonly missingSecret: string | undefined
  /** Whether the identity that it shows is the proxy's own of the mesh. */
  readonly isMesh: boolean
}

/** How a cluster speaks to a host of it, by the host's metadata. */
export function upstreamSocket(
  dump: ProxyDump,
  cluster: JsonObject,
  hostMetadata: JsonObject | undefined,
  host: string,
): UpstreamSocket {
  const socket = endpointSocket(cluster, hostMetadata)
  const mode = socketMode(socket)
  if (mode === 'none' || mode === 'other')
    return {
      mode: 'plain',
      serverName: undefined,
      applicationProtocols: [],
      missingSecret: undefined,
      isMesh: false,
    }
  const context = typedMessage(messageOf(socket, 'typed_config'))?.message
  const common = messageOf(context, 'common_tls_context')
  const name = textOf(context, 'sni') ?? (namesItself(cluster) ? withoutPort(host) : '')
  return {
    mode: mode === 'SIMPLE' ? 'tls' : 'mutual',
    serverName: name,
    applicationProtocols: textsOf(common, 'alpn_protocols'),
    missingSecret: missingSecret(dump, common),
    isMesh: mode === 'ISTIO_MUTUAL' || mode === 'HBONE',
  }
}

/** A secret that discovery has not delivered; `undefined` when all are there, or nothing is known of secrets. */
export function missingSecret(dump: ProxyDump, common: JsonObject | undefined): string | undefined {
  const wanted = [
    ...messagesOf(common, 'tls_certificate_sds_secret_configs'),
    messageOf(common, 'validation_context_sds_secret_config'),
    messageAt(common, 'combined_validation_context', 'validation_context_sds_secret_config'),
  ].flatMap((one) => textOf(one, 'name') ?? [])
  const secrets = dump.entries.secret
  if (secrets.length === 0) return undefined
  const has = new Set(
    secrets.flatMap(({ name, state }) => (state === 'warming' || state === 'rejected' ? [] : [name])),
  )
  return wanted.find((name) => !has.has(name))
}

/** `auto_sni`: the server name is the host of the request. */
function namesItself(cluster: JsonObject): boolean {
  const options = messageOf(
    messageOf(cluster, 'typed_extension_protocol_options'),
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
  )
  return flagOf(messageOf(options, 'upstream_http_protocol_options'), 'auto_sni')
}
