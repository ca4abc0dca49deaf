import type { ChartProcess } from '@portolan/contract/chart'
import type { Container } from '../chart-inputs.ts'
import { processNames, startedBy } from '../data/processes.ts'
import type { ProcessId } from '../ids.ts'
import type { PodContext } from './draft.ts'

/** Containers that are the workload's own: all that stay and are not the mesh's. */
export function applicationContainers({ containers, mesh }: PodContext): readonly Container[] {
  return containers.flatMap(({ container, kind }) =>
    kind === 'init' || container.name === mesh?.name ? [] : [container],
  )
}

/** The key of a workload's process; without a container it stands for all of them. */
export function applicationProcessKey(container: string): string {
  return container === '' ? 'application' : `application:${container}`
}

/** The mesh's processes in its own container, in the order they are started. */
export function meshProcesses(
  { containers, mesh }: PodContext,
  ...ids: readonly ProcessId[]
): readonly ChartProcess[] {
  const placed = containers.find(({ container }) => container.name === mesh?.name)
  return ids.map((id) => {
    const parent = startedBy[id]
    const process: ChartProcess = {
      key: id,
      id,
      name: processNames[id] ?? id,
      container: mesh?.name ?? '',
      containerKind: placed?.kind ?? 'container',
    }
    return parent !== undefined && ids.includes(parent)
      ? Object.assign(process, { startedBy: parent })
      : process
  })
}

/** One process per container of the workload: what runs in it beyond its first process only the pod itself knows. */
export function applicationProcesses(context: PodContext): readonly ChartProcess[] {
  return context.containers.flatMap(({ container, kind }) =>
    kind === 'init' || container.name === context.mesh?.name
      ? []
      : [
          {
            key: applicationProcessKey(container.name),
            id: 'application',
            name: container.name,
            container: container.name,
            containerKind: kind,
          },
        ],
  )
}

/** The injector's init containers; they are gone before the pod runs. */
export function initProcesses({ containers }: PodContext): readonly ChartProcess[] {
  return containers.flatMap(({ container, kind }) => {
    const id = (['istio-init', 'istio-validation'] as const).find((one) => one === container.name)
    return id === undefined || kind !== 'init'
      ? []
      : [{ key: id, id, name: processNames[id] ?? id, container: container.name, containerKind: kind }]
  })
}
