/** What kind of way a case goes; issue and note count them. */
export const caseClasses = [
  'gateway',
  'outbound by header',
  'outbound by path',
  'outbound by weight',
  'TCP and SNI',
  'inbound',
  'passthrough',
] as const
export type CaseClass = (typeof caseClasses)[number]

/** One request that is really sent, and what the trace is asked about it. Nothing is expected: Envoy decides. */
export type TraceCase = {
  readonly class: CaseClass
  readonly name: string
  /** A pod that sends, `NAMESPACE/APP` for the first pod of a label, or this machine, which is outside the mesh. */
  readonly from: string
  /** A Service `NAME.NAMESPACE`, a pod `pod:NAMESPACE/APP`, the gateway, or an address. */
  readonly to: string
  readonly port: number
  /** `https` and `tls` begin TLS from the client's side; `tcp` sends a line that is no HTTP. */
  readonly speaks: 'http' | 'https' | 'tls' | 'tcp'
  readonly host?: string
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The server name; `undefined` for the host, '' for none. */
  readonly sni?: string
  /** Sent so often, where chance decides. */
  readonly times?: number
}
