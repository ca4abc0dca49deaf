import type { PodObject } from '../cluster/kube-objects.ts'

/** By this name a container is known to be one of ours. */
export const debugContainerPrefix = 'portolan-debug-'

/**
 * The debug containers of ours that run in a pod, by the container whose
 * processes they see. Of several the one that began last counts: whoever asked
 * for another one wants that.
 */
export function debugContainersIn({ spec, status }: PodObject): ReadonlyMap<string, string> {
  const began = new Map(
    status?.ephemeralContainerStatuses?.flatMap(({ name, state }): [string, string][] =>
      state?.running === undefined ? [] : [[name, state.running.startedAt ?? '']],
    ),
  )
  const running = (spec?.ephemeralContainers ?? []).filter(
    ({ name }) => isDebugContainer(name) && began.has(name),
  )
  const order = ({ name }: { readonly name: string }) => began.get(name) ?? ''
  return new Map(
    running
      .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
      .flatMap(({ name, targetContainerName: target }): [string, string][] =>
        target === undefined ? [] : [[target, name]],
      ),
  )
}

export function isDebugContainer(name: string): boolean {
  return name.startsWith(debugContainerPrefix)
}
