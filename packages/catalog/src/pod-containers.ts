import type { ChartContainer } from '@portolan/contract/chart'
import type { Container, ContainerStatus, Pod } from './chart-inputs.ts'

export type ContainerKind = ChartContainer['kind']

/** A container with the list it stands in: a native sidecar is an init container that restarts always. */
export type PlacedContainer = {
  readonly container: Container
  readonly kind: ContainerKind
  readonly status: ContainerStatus | undefined
}

/**
 * All containers of a pod in the order they start. The API server lets no name
 * stand twice; a document that was edited by hand may, and then the first counts.
 */
export function containersOf(pod: Pod): readonly PlacedContainer[] {
  const seen = new Set<string>()
  const all: readonly PlacedContainer[] = [
    ...(pod.spec?.initContainers ?? []).map((container) => ({
      container,
      kind: container.restartPolicy === 'Always' ? ('native-sidecar' as const) : ('init' as const),
      status: pod.status?.initContainerStatuses?.find(({ name }) => name === container.name),
    })),
    ...(pod.spec?.containers ?? []).map((container) => ({
      container,
      kind: 'container' as const,
      status: pod.status?.containerStatuses?.find(({ name }) => name === container.name),
    })),
  ]
  return all.filter(({ container }) => {
    const isNew = !seen.has(container.name)
    seen.add(container.name)
    return isNew
  })
}

/** Finds a container that stays, wherever it stands. */
export function findContainer(pod: Pod, name: string): PlacedContainer | undefined {
  return containersOf(pod).find((one) => one.container.name === name && one.kind !== 'init')
}

/** A container and its state in Kubernetes' own words. */
export function describeContainer({ container, kind, status }: PlacedContainer): ChartContainer {
  const { state, text } = stateOfContainer(status)
  return {
    name: container.name,
    kind,
    image: container.image ?? status?.image ?? '',
    state,
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    ...(text ? { text } : {}),
  }
}

function stateOfContainer(status: ContainerStatus | undefined): {
  readonly state: ChartContainer['state']
  readonly text?: string
} {
  const state = status?.state
  if (state?.running) return { state: 'running' }
  if (state?.waiting) return { state: 'waiting', text: words(state.waiting.reason, state.waiting.message) }
  if (state?.terminated) {
    const { reason, message, exitCode } = state.terminated
    return {
      state: 'terminated',
      text: words(reason, message, exitCode === undefined ? undefined : `exit code ${exitCode}`),
    }
  }
  return { state: 'unknown' }
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(': ')
}

/** The value of a flag such as `--httpAddr` or `-p`, written as `--flag=value` or `--flag value`. */
export function flagOf(
  container: Container,
  ...names: readonly string[]
): { name: string; value: string } | undefined {
  const words = [...(container.command ?? []), ...(container.args ?? [])]
  let found: { name: string; value: string } | undefined
  words.forEach((word, index) => {
    for (const name of names) {
      if (word === name) found = { name, value: words[index + 1] ?? '' }
      else if (word.startsWith(`${name}=`)) found = { name, value: word.slice(name.length + 1) }
    }
  })
  // As with Go's flags the last one counts.
  return found
}
