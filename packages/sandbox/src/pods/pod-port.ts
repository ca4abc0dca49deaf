import type { RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'

/** What a port's certificate says: its names, and until when it holds (ISO 8601; a year from now when left out). */
export type CertificateText = { readonly names: readonly string[]; readonly notAfter?: string }

type Behind =
  /** A real HTTP/1.1 server of Node. */
  | { readonly kind: 'http'; readonly handler: RequestListener }
  /** The same over TLS. */
  | (CertificateText & { readonly kind: 'https'; readonly handler: RequestListener })
  /** TLS and nothing known behind it. `mutual` ends the handshake of whoever brings no certificate. */
  | (CertificateText & { readonly kind: 'tls'; readonly mutual: boolean })
  /** HTTP/2 without TLS, as plaintext gRPC; requests are answered 404. */
  | { readonly kind: 'h2c' }
  /** DNS over TCP with A records. */
  | { readonly kind: 'dns'; readonly hosts: Readonly<Record<string, readonly string[]>> }
  /** Accepts and waits, like a TCP server that wants the client to speak first. */
  | { readonly kind: 'hold' }
  /** Accepts and closes at once, as Envoy's capture ports do when hit directly. */
  | { readonly kind: 'black-hole' }
  /** Nothing listens, in the words of the runtime that tried; its own when there are none. */
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'raw'; readonly connect: (socket: Duplex) => void }

/** One listening socket of a pod: what answers there, and whose it is. */
export type PodPort = Behind & {
  /** The container whose end ends this port too. */
  readonly container: string
  /** That container started again: what its process was told is forgotten. */
  readonly restart?: () => void
}

/** The listening sockets of a pod by number; a number that is missing refuses connections. */
export type PodPorts = ReadonlyMap<number, PodPort>
