import type { Link, Place } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'
import type { RuleId } from './rule-sources.ts'

/** A connection or a request as somebody describes it, before a proxy has decided anything. */
export type TracedRequest = {
  /** Where it meets the proxy: on its way out of the workload, on its way in, or at a port of a gateway. */
  readonly direction: 'outbound' | 'inbound' | 'gateway'
  /** `tcp` is anything that is no HTTP to this proxy: TLS that it does not end is `tcp` with a server name. */
  readonly protocol: 'http' | 'tcp'
  /** `ip` is left out where nobody knows it; the listener is then found by the host. */
  readonly destination: { readonly ip: string | undefined; readonly port: number }
  /** Who calls. `principal` is the identity of mutual TLS, `spiffe://cluster.local/ns/shop/sa/frontend`. */
  readonly source: { readonly ip: string | undefined; readonly principal: string | undefined }
  /** The server name of TLS (SNI); `undefined` when the bytes come in plain text. With a principal it may be ''. */
  readonly serverName: string | undefined
  /** What TLS offers (ALPN); left out, it is what the mesh or a browser would offer. */
  readonly applicationProtocols?: readonly string[]
  /** What `Host` or `:authority` says, with a port if it was written. For TCP: the host that is meant, if any. */
  readonly host: string
  readonly method: string
  /** With the query string. */
  readonly path: string
  /** Further headers, names in any case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** A word with the values that stand in it as `{name}`. */
export type Sentence = { readonly word: WordId; readonly values?: Readonly<Record<string, string>> }

/** Something that was looked at and not taken, and why. */
export type Loser = { readonly name: string; readonly because: Sentence; readonly link?: Link }

/** So many losers are told of one decision; the others are counted. */
export const mostLosers = 50

export type StepKind =
  | 'listener'
  | 'filter-chain'
  | 'network-filter'
  | 'virtual-host'
  | 'route'
  | 'http-filter'
  | 'cluster'
  | 'tls'
  | 'endpoint'

/**
 * One decision of a proxy. `taken` chose something, `passed` let the request go
 * on, `refused` ended it, `unknown` cannot be told from the configuration.
 */
export type TraceStep = {
  readonly kind: StepKind
  readonly verdict: 'taken' | 'passed' | 'refused' | 'unknown'
  /** What was chosen or asked, as the proxy calls it. */
  readonly name: string
  readonly because: readonly Sentence[]
  readonly losers: readonly Loser[]
  /** Losers that are not in the list. */
  readonly more: number
  readonly link: Link | undefined
  /** Istio's object that it was made from. */
  readonly object: Link | undefined
  /** Where it stands in the answers that were read. */
  readonly place: Place | undefined
  /** Envoy's rule by which it was decided. */
  readonly rule: RuleId
  /** For one of several clusters among which a route splits: its share in percent. */
  readonly percent: number | undefined
}

/** A host that may get the request. */
export type TracedHost = {
  /** `10.244.0.7:8080`, or the path of a socket. */
  readonly address: string
  readonly workload: string | undefined
}

/** How the proxy speaks to a cluster. */
export type UpstreamTls = {
  readonly mode: 'plain' | 'tls' | 'mutual'
  /** The server name that it sends. */
  readonly serverName: string | undefined
}

/** What becomes of the request; `percent` where chance decides among several. */
export type TraceOutcome = { readonly percent: number | undefined } & (
  | {
      readonly kind: 'forwarded'
      readonly cluster: string
      /** Hosts among which the cluster chooses; several or one. */
      readonly hosts: readonly TracedHost[]
      readonly tls: UpstreamTls
      /** The request as the next proxy gets it, without an address: that depends on the host. */
      readonly sent: TracedRequest
      /** Added by a fault before it goes on, in milliseconds. */
      readonly delay: number | undefined
    }
  | {
      readonly kind: 'answered'
      readonly status: number
      /** As Envoy's access log marks it: `NR`, `UH`, `FI`, ... */
      readonly flag: string | undefined
      readonly location: string | undefined
    }
  /** The connection is closed without an answer. */
  | { readonly kind: 'closed'; readonly flag: string | undefined }
  /** Something decides here that the configuration alone does not tell. */
  | { readonly kind: 'unknown' }
)

/** The way of a request through one proxy: each decision in order, and what comes of it. */
export type Trace = {
  readonly steps: readonly TraceStep[]
  readonly outcomes: readonly TraceOutcome[]
}
