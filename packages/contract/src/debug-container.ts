import * as z from 'zod/mini'

/**
 * What is asked for to read a container whose image has no shell: a container of
 * its own that is put into the pod. Kubernetes takes it out with the pod only, so
 * whoever asks has to say that he knows.
 */
export const askedDebugContainer = z.object({
  /** The container to be read. */
  container: z.string().check(z.minLength(1), z.maxLength(63)),
  /** An image with a shell, as in `spec.containers[].image`. */
  image: z.string().check(z.regex(/^[\w][\w.:/@-]{0,254}$/)),
  /**
   * With the capability SYS_PTRACE, as `kubectl debug` does by default: without it the
   * kernel tells of processes of other users what they are, and not what they hold.
   */
  trace: z.boolean(),
  /** Confirms that it stays in the pod until the pod ends. */
  stays: z.literal(true),
})
export type AskedDebugContainer = z.infer<typeof askedDebugContainer>

/** What became of it while it was waited for. */
export const debugContainer = z.object({
  /** Its name in the pod. */
  name: z.string(),
  state: z.enum(['running', 'waiting', 'ended']),
  /** Kubernetes' words for a state other than running. */
  text: z.string(),
})
export type DebugContainer = z.infer<typeof debugContainer>
