/** What is wrong with one port of one pod. */
export type PortFault =
  | { readonly kind: 'refuse' }
  /** Accepts, and nothing ever comes back, until it is healed. */
  | { readonly kind: 'stall' }
  /** What the client sends arrives later. */
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** The connection is reset after so many bytes to the client. */
  | { readonly kind: 'reset-after'; readonly bytes: number }
  /** The connection ends in the middle of the first body. */
  | { readonly kind: 'half-body' }
  /** The first request of a connection is answered; when the second one comes, the connection ends. */
  | { readonly kind: 'close-race' }
  | { readonly kind: 'accept-and-close' }

/** How a cut connection ended for the runtime that forwards it. */
export type Ending = 'end' | 'reset'
