import { listAt, objectAt, textAt } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import { badRequest, type Status } from './status.ts'

export type ContainerAsked =
  | { readonly kind: 'container'; readonly name: string }
  | { readonly kind: 'refused'; readonly status: Status }

const fields = ['initContainers', 'containers', 'ephemeralContainers'] as const

/**
 * Which container of a pod is meant: the one that was named, or the only one.
 * @see kubernetes: pkg/registry/core/pod/strategy.go, validateContainer
 */
export function containerAsked(pod: KubeObject, asked: string | null): ContainerAsked {
  const { name: podName } = pod.metadata
  const names = fields.flatMap((field) => namesIn(pod, field))
  if (asked) {
    if (names.includes(asked)) return { kind: 'container', name: asked }
    return { kind: 'refused', status: badRequest(`container ${asked} is not valid for pod ${podName}`) }
  }
  const [only, ...others] = namesIn(pod, 'containers')
  if (only !== undefined && others.length === 0) return { kind: 'container', name: only }
  const choice = names.length > 0 ? `, choose one of: [${names.join(' ')}]` : ''
  return {
    kind: 'refused',
    status: badRequest(`a container name must be specified for pod ${podName}${choice}`),
  }
}

function namesIn(pod: KubeObject, field: (typeof fields)[number]): readonly string[] {
  return listAt(pod, 'spec', field).flatMap((one) => textAt(one, 'name') ?? [])
}

/** What Kubernetes says of one container; nothing where it says nothing. */
export function statusOfContainer(pod: KubeObject, name: string) {
  const found = fields
    .flatMap((field) => listAt(pod, 'status', `${field.slice(0, -1)}Statuses`))
    .find((one) => textAt(one, 'name') === name)
  return found === undefined ? undefined : objectAt({ found }, 'found')
}
