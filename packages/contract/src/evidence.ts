import * as z from 'zod/mini'
import { accessNeed } from './access.ts'

/** Why a tunnel to a port, or a command in a container, could not be used; see packages/tunnel for how each is recognised. */
export const tunnelErrorCodes = [
  'refused',
  'reset',
  'forbidden',
  'unauthorized',
  'credentials-failed',
  'pod-not-found',
  'pod-not-scheduled',
  'pod-not-running',
  'pod-replaced',
  // Of a command only: the pod has no container of that name, or the container no such program.
  'no-such-container',
  'no-such-program',
  'kubelet-unreachable',
  'api-unreachable',
  'protocol-refused',
  'upgrade-failed',
  'timeout',
  'unresponsive',
  'aborted',
  'closed',
] as const
export const tunnelErrorCode = z.enum(tunnelErrorCodes)
export type TunnelErrorCode = z.infer<typeof tunnelErrorCode>

const milliseconds = z.number()

/**
 * Why a port's state is believed, strongest kinds first. `text` is always the
 * words of the component that said it, bounded, never rephrased.
 */
export const evidence = z.discriminatedUnion('kind', [
  /** An HTTP answer to the catalog's probe. `said` is the start of a short text body. */
  z.object({
    kind: z.literal('http'),
    method: z.literal('GET'),
    path: z.string(),
    status: z.number(),
    milliseconds,
    said: z.optional(z.string()),
  }),
  /** A TLS handshake: the certificate's names and when it ends (ISO 8601). */
  z.object({
    kind: z.literal('tls'),
    names: z.array(z.string()),
    notAfter: z.string(),
    protocol: z.string(),
    milliseconds,
  }),
  /** A handshake that the server ended for want of a client certificate still proves TLS. */
  z.object({ kind: z.literal('tls-alert'), text: z.string(), milliseconds }),
  /** An HTTP/2 SETTINGS frame, which is how plaintext gRPC greets. */
  z.object({ kind: z.literal('http2-settings'), milliseconds }),
  /** A DNS answer over TCP. */
  z.object({ kind: z.literal('dns'), question: z.string(), rcode: z.string(), milliseconds }),
  /** The connection was accepted. Nothing was asked. */
  z.object({ kind: z.literal('accepted'), heldMilliseconds: milliseconds, closedByPeer: z.boolean() }),
  /** Accepted, asked, and no answer while the way to the pod was proved alive by a ping. */
  z.object({ kind: z.literal('silent'), asked: z.string(), afterMilliseconds: milliseconds }),
  /** An answer that is not what this port speaks. */
  z.object({ kind: z.literal('unexpected'), asked: z.string(), text: z.string() }),
  /** The runtime's own words for a connection that was refused. */
  z.object({ kind: z.literal('refused'), text: z.string() }),
  /** The tunnel failed before the port could be asked. */
  z.object({
    kind: z.literal('tunnel'),
    code: tunnelErrorCode,
    status: z.optional(z.number()),
    text: z.string(),
  }),
  /** An access review that said no: which rights are missing. */
  z.object({ kind: z.literal('access'), missing: z.array(accessNeed), text: z.string() }),
  /** Kubernetes says that the container or the pod does not run. */
  z.object({ kind: z.literal('not-running'), container: z.optional(z.string()), text: z.string() }),
  /** The catalog says that there is no such port here; `reason` is a message id. */
  z.object({ kind: z.literal('catalog'), reason: z.string() }),
  /** The port's number could not be learned; `unread` names what would tell. */
  z.object({ kind: z.literal('unresolved'), unread: z.array(z.string()) }),
  /** It is not asked, on purpose; `reason` is a message id (udp, costly). */
  z.object({ kind: z.literal('not-asked'), reason: z.string() }),
])
export type Evidence = z.infer<typeof evidence>
