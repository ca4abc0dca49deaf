import * as z from 'zod/mini'

/**
 * What is known of a port right now.
 * - `open`: it answered, or accepted and held a connection
 * - `not-ready`: something listens, and it says that it is not ready, or says nothing
 * - `closed`: the runtime says that nothing listens
 * - `absent`: this version or mode of Istio has no such port here
 * - `forbidden`: Kubernetes refuses this user the way to it
 * - `unknown`: nothing could be learned; the evidence says why
 */
export const portStates = ['open', 'not-ready', 'closed', 'absent', 'forbidden', 'unknown'] as const
export const portState = z.enum(portStates)
export type PortState = z.infer<typeof portState>
