import type { ContainerStatus, Pod } from '@portolan/catalog/chart-inputs'

/**
 * kubectl's STATUS column for a pod, e.g. `Running`, `Init:1/2`,
 * `CrashLoopBackOff`, `Completed`, `Terminating`.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/printers/internalversion/printers.go (printPod)
 */
export function podStatusText(pod: Pod): string {
  const { metadata, status } = pod
  if (metadata?.deletionTimestamp !== undefined) {
    return status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating'
  }
  const initializing = initText(pod)
  if (initializing !== undefined) return initializing
  const phase = status?.reason ?? status?.phase ?? 'Unknown'
  const statuses = status?.containerStatuses ?? []
  let text = phase
  let running = false
  for (const container of statuses.toReversed()) {
    const { waiting, terminated, running: runs } = container.state ?? {}
    if (waiting?.reason) text = waiting.reason
    else if (terminated) text = terminated.reason ?? exitText(container)
    else if (runs && container.ready) running = true
  }
  if (text === 'Completed' && running) return podReady(pod) ? 'Running' : 'NotReady'
  return text
}

/** How many containers are ready, of those that run all the time: native sidecars count. */
export function readyCount(pod: Pod): { readonly ready: number; readonly total: number } {
  const resident = residentContainers(pod)
  const names = new Set(resident.map(({ name }) => name))
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]
  return {
    ready: statuses.filter(({ name, ready }) => ready === true && names.has(name)).length,
    total: resident.length,
  }
}

/** Restarts of the containers that run all the time, summed. */
export function restartCount(pod: Pod): number {
  const names = new Set(residentContainers(pod).map(({ name }) => name))
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])]
    .filter(({ name }) => names.has(name))
    .reduce((sum, { restartCount: restarts }) => sum + (restarts ?? 0), 0)
}

function residentContainers(pod: Pod) {
  const nativeSidecars = (pod.spec?.initContainers ?? []).filter(isNativeSidecar)
  return [...nativeSidecars, ...(pod.spec?.containers ?? [])]
}

function isNativeSidecar(container: { readonly restartPolicy?: string | undefined }): boolean {
  return container.restartPolicy === 'Always'
}

function podReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
}

/** `Init:...` while an init container is not through; `undefined` once all are. */
function initText(pod: Pod): string | undefined {
  const specs = pod.spec?.initContainers ?? []
  const sidecars = new Set(specs.filter(isNativeSidecar).map(({ name }) => name))
  for (const [index, container] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const { waiting, terminated } = container.state ?? {}
    if (terminated?.exitCode === 0) continue
    if (sidecars.has(container.name) && container.started === true) continue
    if (terminated) return `Init:${terminated.reason ?? exitText(container)}`
    if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`
    return `Init:${index}/${specs.length}`
  }
  return undefined
}

function exitText(container: ContainerStatus): string {
  return `ExitCode:${container.state?.terminated?.exitCode ?? 0}`
}
