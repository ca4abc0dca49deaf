import type { PodSummary } from '@portolan/contract/pods'

/** What most of a mesh runs; what differs from it is worth a word. */
export type UsualVersion = { readonly version: string | undefined; readonly revision: string | undefined }

const known = new WeakMap<readonly PodSummary[], UsualVersion>()

export function usualVersion(pods: readonly PodSummary[]): UsualVersion {
  const found = known.get(pods)
  if (found !== undefined) return found
  const mesh = pods.filter(({ kind }) => kind !== 'outside')
  const usual = {
    version: commonest(mesh.map(({ istioVersion }) => istioVersion)),
    revision: commonest(mesh.map(({ revision }) => revision)),
  }
  known.set(pods, usual)
  return usual
}

/** The version, else the revision, of a pod that does not run what most of its mesh runs. */
export function differingVersion(pod: PodSummary, usual: UsualVersion): string | undefined {
  if (pod.kind === 'outside') return undefined
  if (pod.istioVersion !== undefined && pod.istioVersion !== usual.version) return pod.istioVersion
  return pod.revision !== usual.revision ? pod.revision : undefined
}

function commonest(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}
