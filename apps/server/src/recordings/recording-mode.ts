import type { SessionMode } from '@portolan/contract/session'
import type { Manifest } from '@portolan/recording/manifest'

/** What the dashboard says of a recording: from when it is, and of what. */
export function modeOfRecording({ cluster, moments, source, scope }: Manifest, openedAt: Date): SessionMode {
  if (source === 'generated') return { kind: 'generated' }
  const { istioVersion } = cluster
  return {
    kind: 'recorded',
    recordedAt: moments[0]?.startedAt ?? '',
    openedAt: openedAt.toISOString(),
    source: cluster.name,
    ...(istioVersion === undefined ? {} : { istioVersion }),
    lookInside: scope.lookInside ?? false,
  }
}

/** Longest name of a cluster that is taken from a file, in characters. */
const longestName = 60

/** What an opened recording is called in the explorer and in links: `lab (recorded 2026-11-23 04:10)`, in UTC. */
export function nameOfRecording({ cluster, moments, source }: Manifest): string {
  const printable = cluster.name.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').trim()
  const name = printable.slice(0, longestName) || 'mesh'
  const at = moments[0]?.startedAt.slice(0, 16).replace('T', ' ') ?? ''
  return `${name} (${source} ${at})`
}
