import * as z from 'zod/mini'

/** A real cluster, a recording of one, or a mesh that was made up for `--demo`. */
export const sessionMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({ kind: z.literal('recorded'), recordedAt: z.string(), source: z.string() }),
  z.object({ kind: z.literal('generated') }),
])

export const session = z.object({
  version: z.string(),
  mode: sessionMode,
  readOnly: z.boolean(),
  allowDisruptive: z.boolean(),
  clusters: z.array(
    z.object({
      /** The kubeconfig context. */
      name: z.string(),
      server: z.string(),
      current: z.boolean(),
    }),
  ),
})
export type Session = z.infer<typeof session>

/** What is known of the connection to one cluster. */
export const clusterInfo = z.object({
  name: z.string(),
  server: z.string(),
  /** As the API server names this identity (SelfSubjectReview). */
  user: z.optional(z.string()),
  groups: z.array(z.string()),
  kubernetesVersion: z.optional(z.string()),
  /** What went wrong when it could not be asked; `code` as in problems. */
  problem: z.optional(z.object({ code: z.string(), text: z.string() })),
})
export type ClusterInfo = z.infer<typeof clusterInfo>
