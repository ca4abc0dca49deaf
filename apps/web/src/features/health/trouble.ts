import type { ContainerHealth, HealthHeadline, HealthHop } from '@portolan/contract/health'

/** Whether there is something to see in a container, so that it stands open. */
export function hasTrouble(
  { name, role, ready, state, probes }: ContainerHealth,
  headline: HealthHeadline,
): boolean {
  if ('container' in headline && headline.container === name) return true
  if (probes.some(({ verdict, failing }) => verdict === 'failing' || failing !== undefined)) return true
  switch (state.kind) {
    case 'running':
      return !ready && role !== 'init' && role !== 'ephemeral'
    case 'waiting':
      return state.message !== undefined
    case 'ended':
      return state.run.exitCode !== 0
    case 'none':
      return false
  }
}

/** What a container's line shows before one reads it. */
export function stateSignOf({ role, ready, state }: ContainerHealth): HealthHop['state'] {
  switch (state.kind) {
    case 'running':
      return ready || role === 'ephemeral' ? 'good' : role === 'init' ? 'unknown' : 'bad'
    case 'waiting':
      return state.message === undefined ? 'unknown' : 'bad'
    case 'ended':
      return state.run.exitCode === 0 ? 'good' : 'bad'
    case 'none':
      return 'unknown'
  }
}
