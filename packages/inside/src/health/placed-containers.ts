import type { ContainerHealth } from '@portolan/contract/health'
import type { HealthContainer, HealthPod, HealthStatus } from './health-pod.ts'

/** A container with its part in the pod and what Kubernetes says of it. */
export type PlacedContainer = {
  readonly container: HealthContainer
  readonly role: ContainerHealth['role']
  readonly status: HealthStatus | undefined
}

/** Every container in the order they start, ephemeral ones last; the first of a name counts. */
export function placedContainers({ spec, status }: HealthPod): readonly PlacedContainer[] {
  const seen = new Set<string>()
  return [
    ...place(spec?.initContainers, status?.initContainerStatuses, ({ restartPolicy }) =>
      restartPolicy === 'Always' ? 'native-sidecar' : 'init',
    ),
    ...place(spec?.containers, status?.containerStatuses, () => 'container'),
    ...place(spec?.ephemeralContainers, status?.ephemeralContainerStatuses, () => 'ephemeral'),
  ].filter(({ container }) => {
    const isNew = !seen.has(container.name)
    seen.add(container.name)
    return isNew
  })
}

function place(
  containers: readonly HealthContainer[] | undefined,
  statuses: readonly HealthStatus[] | undefined,
  roleOf: (container: HealthContainer) => ContainerHealth['role'],
): readonly PlacedContainer[] {
  return (containers ?? []).map((container) => ({
    container,
    role: roleOf(container),
    status: statuses?.find(({ name }) => name === container.name),
  }))
}
