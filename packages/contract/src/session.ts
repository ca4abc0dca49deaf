import * as z from 'zod/mini'

/** What a cluster is: a real one, a recording of one, or a mesh that was made up. Times are ISO 8601. */
export const sessionMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({
    kind: z.literal('recorded'),
    /** The moment that is shown first: at `openedAt` its clock began to run. */
    recordedAt: z.string(),
    openedAt: z.string(),
    /** What was recorded, in words. */
    source: z.string(),
    istioVersion: z.optional(z.string()),
    /** Whether pods were looked into while it was recorded; perhaps not each of them could be. */
    lookInside: z.boolean(),
  }),
  z.object({ kind: z.literal('generated') }),
])
export type SessionMode = z.infer<typeof sessionMode>

export const session = z.object({
  version: z.string(),
  readOnly: z.boolean(),
  allowDisruptive: z.boolean(),
  /** Whether commands may be executed in pods at all; false with --no-exec. */
  exec: z.boolean(),
  clusters: z.array(
    z.object({
      /** The kubeconfig context, or what an opened recording is called. */
      name: z.string(),
      server: z.string(),
      current: z.boolean(),
      mode: sessionMode,
    }),
  ),
  /** Files of proxies that were named on the command line: the page fetches and opens them. */
  files: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
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
