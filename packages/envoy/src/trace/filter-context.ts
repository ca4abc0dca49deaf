import type { JsonObject } from '../json/json.ts'
import type { ProxyDump } from '../dump/proxy-dump.ts'
import type { HttpRequest } from './http-request.ts'
import type { TracedRequest } from './trace.ts'

/** What filters know of a request, or, without HTTP, of a connection. */
export type FilterContext = {
  readonly dump: ProxyDump
  readonly request: TracedRequest
  readonly destination: { readonly ip: string | undefined; readonly port: number }
  /** As the listener knows it; '' without TLS. */
  readonly serverName: string
  /** Whether the connection is TLS that this proxy ends, and the caller has shown a certificate. */
  readonly principal: string | undefined
  readonly isTls: boolean
  readonly http: HttpRequest | undefined
  /** The address that `remote_ip` means, which headers may tell; `undefined` where nobody told it. */
  readonly remoteIp: string | undefined
  /** Policies that fitted among rules that are only tried out, by the prefix of their statistics. */
  readonly shadows: Map<string, string | undefined>
  /** The settings of the route, the nearest first: the route's own, those of the virtual host, of all routes. */
  readonly perFilter: readonly JsonObject[]
}
