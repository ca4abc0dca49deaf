import * as z from 'zod/mini'

/**
 * The parts that we read of a `Status`, which is how a Kubernetes API server
 * says no.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export const kubernetesStatus = z.object({
  kind: z.literal('Status'),
  status: z.optional(z.string()),
  message: z.optional(z.string()),
  reason: z.optional(z.string()),
  code: z.optional(z.number()),
})
export type KubernetesStatus = z.infer<typeof kubernetesStatus>

/** Reads a `Status` from the text of an answer; undefined where the text is something else. */
export function readKubernetesStatus(text: string): KubernetesStatus | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const parsed = kubernetesStatus.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
