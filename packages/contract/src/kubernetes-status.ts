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
  const parsed = kubernetesStatus.safeParse(readObject(text))
  return parsed.success ? parsed.data : undefined
}

function readObject(text: string): unknown {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * What ends the error channel of an exec: a `Status` that does not say its kind.
 * `NonZeroExitCode` has the code as the message of its cause `ExitCode`.
 * @see kubernetes: apimachinery/pkg/util/remotecommand/constants.go
 */
const execStatus = z.object({
  status: z.enum(['Success', 'Failure']),
  message: z.optional(z.string()),
  reason: z.optional(z.string()),
  code: z.optional(z.number()),
  details: z.optional(
    z.object({
      causes: z.optional(
        z.array(z.object({ reason: z.optional(z.string()), message: z.optional(z.string()) })),
      ),
    }),
  ),
})
export type ExecStatus = z.infer<typeof execStatus>

/** Reads how a command ended; undefined where the text is something else. */
export function readExecStatus(text: string): ExecStatus | undefined {
  const parsed = execStatus.safeParse(readObject(text))
  return parsed.success ? parsed.data : undefined
}
