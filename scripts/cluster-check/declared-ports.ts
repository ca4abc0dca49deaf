import type { KubectlPod, KubectlService } from './kubectl.ts'

/**
 * TCP ports that Kubernetes' objects name for a pod: those that its containers
 * declare and those that Services which select it send to.
 */
export function declaredPorts(pod: KubectlPod, services: readonly KubectlService[]): readonly number[] {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  const declared = containers.flatMap(({ ports }) => ports ?? []).filter(({ protocol }) => protocol !== 'UDP')
  const labels = pod.metadata.labels ?? {}
  const selecting = services.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.metadata.namespace &&
      spec.selector !== undefined &&
      Object.entries(spec.selector).every(([key, value]) => labels[key] === value),
  )
  const targets = selecting
    .flatMap(({ spec }) => spec.ports ?? [])
    .filter(({ protocol }) => protocol !== 'UDP')
    .map(({ port, targetPort }) => targetPort ?? port)
  const sentTo = targets.flatMap((target) =>
    typeof target === 'number'
      ? [target]
      : declared.filter(({ name }) => name === target).map(({ containerPort }) => containerPort),
  )
  return [...new Set([...declared.map(({ containerPort }) => containerPort), ...sentTo])]
}
