import * as z from 'zod/mini'

/** A namespace: an RFC 1123 label. */
export const namespaceName = z.string().check(z.regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/))
/** A pod's name: an RFC 1123 subdomain. */
export const podName = z
  .string()
  .check(z.regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/), z.maxLength(253))
/** A TCP port as text in a path. */
export const portNumber = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(65535))

export const podRef = z.object({ namespace: namespaceName, name: podName })
/** One pod of a cluster, by name. */
export type PodRef = z.infer<typeof podRef>

/** `NAMESPACE/NAME`, the way people write a pod on a command line. */
export function formatPodRef(pod: PodRef): string {
  return `${pod.namespace}/${pod.name}`
}
