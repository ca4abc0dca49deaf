import type { Chart } from '@portolan/contract/chart'
import type { HealthHeadline, PodHealth } from '@portolan/contract/health'
import type { HealthHop } from '@portolan/contract/health'
import { stateSignOf } from '../trouble.ts'

/** A container as somebody who looks for a log knows it. */
export type LoggedContainer = {
  readonly name: string
  readonly role: PodHealth['containers'][number]['role']
  readonly state: HealthHop['state']
  /** How often it has begun; `undefined` where that is not known. */
  readonly lives: number | undefined
}

/** The containers of a pod; from its chart while, or because, nothing more is known of them. */
export function loggedContainers(chart: Chart, health: PodHealth | undefined): readonly LoggedContainer[] {
  if (health === undefined) {
    return chart.containers.map(({ name, kind }) => ({
      name,
      role: kind,
      state: 'unknown',
      lives: undefined,
    }))
  }
  return health.containers.map((container) => {
    const { name, role, state, restarts, ended } = container
    const hasBegun = state.kind === 'running' || state.kind === 'ended' || ended.length > 0
    return {
      name,
      role,
      state: stateSignOf(container),
      lives: restarts + (hasBegun || restarts > 0 ? 1 : 0),
    }
  })
}

const meshContainers: ReadonlySet<string> = new Set(['istio-proxy', 'istio-init', 'istio-validation'])

/** Whose log one wants to see who did not say it: of what is wrong, else of the application. */
export function likelyContainer(
  containers: readonly LoggedContainer[],
  headline: HealthHeadline | undefined,
): string | undefined {
  if (headline !== undefined && 'container' in headline && headline.container !== undefined)
    return headline.container
  const ordinary = containers.filter(({ role }) => role === 'container')
  const application = ordinary.find(({ name }) => !meshContainers.has(name))
  return (application ?? ordinary[0] ?? containers[0])?.name
}
