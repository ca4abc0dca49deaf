import type { PodSummary } from '@portolan/contract/pods'
import type { Moment, ProxyInFile, SideChoice } from '../worker/desk-messages.ts'
import { keyOfSource } from '../worker/proxy-source.ts'
import type { ProxySource } from '../worker/proxy-source.ts'

/** One thing to compare with; `key` tells it from all others. */
export type OtherSideOption = { readonly key: string; readonly name: string; readonly choice: SideChoice }

/** Options of one kind. `of` is the cluster, where they are its pods. */
export type OtherSideGroup = {
  readonly kind: 'istiod' | 'moments' | 'files' | 'pods'
  readonly of?: string
  readonly options: readonly OtherSideOption[]
}

type Known = {
  readonly moments: readonly Moment[]
  readonly files: readonly ProxyInFile[]
  readonly clusters: readonly {
    readonly name: string
    readonly pods: readonly Pick<PodSummary, 'kind' | 'namespace' | 'name'>[]
  }[]
}

/** Kinds of pods in which an Envoy runs. */
const withEnvoy: ReadonlySet<string> = new Set(['sidecar', 'gateway', 'waypoint'])

/** Everything that a proxy can be compared with, itself left out. The pods of its own cluster come before those of others. */
export function otherSides(
  source: ProxySource,
  { moments, files, clusters }: Known,
): readonly OtherSideGroup[] {
  const own = source.kind === 'pod' ? source.cluster : undefined
  const proxies = (sources: readonly ProxySource[]) =>
    sources
      .filter((one) => keyOfSource(one) !== keyOfSource(source))
      .map((one) => ({
        key: keyOfSource(one),
        name: one.kind === 'pod' ? `${one.namespace}/${one.pod}` : one.name,
        choice: { kind: 'now', source: one } as const,
      }))
  const groups: readonly OtherSideGroup[] = [
    {
      kind: 'istiod',
      options:
        source.kind === 'pod' ? [{ key: 'istiod', name: 'istiod', choice: { kind: 'istiod', source } }] : [],
    },
    {
      kind: 'moments',
      options: moments.map(({ id, name }) => ({
        key: `moment ${id}`,
        name,
        choice: { kind: 'moment', id },
      })),
    },
    { kind: 'files', options: proxies(files.map((file) => ({ kind: 'file', ...file }))) },
    ...clusters
      .toSorted((a, b) => Number(b.name === own) - Number(a.name === own))
      .map(({ name: cluster, pods }) => ({
        kind: 'pods' as const,
        of: cluster,
        options: proxies(
          pods
            .filter(({ kind }) => withEnvoy.has(kind))
            .map(({ namespace, name }) => ({ kind: 'pod', cluster, namespace, pod: name })),
        ),
      })),
  ]
  return groups.filter(({ options }) => options.length > 0)
}
