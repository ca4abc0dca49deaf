import type { DumpEntry } from '../dump/proxy-dump.ts'
import type { CompareWordId } from '../words/compare-words.ts'

/** Why a resource stands on one side without being drift. */
export type OneSidedReason = Extract<CompareWordId, `compare.because.${string}`>

/**
 * What Envoy holds that istiod does not: from its bootstrap, from the agent, or
 * made by Envoy out of what it got. `undefined` when istiod should hold it.
 * @see istio: pilot/pkg/xds/debug.go (configDump)
 */
export function reasonAtEnvoy(
  { kind, state, name }: DumpEntry,
  isEds: (cluster: string) => boolean,
): OneSidedReason | undefined {
  if (kind === 'bootstrap') return 'compare.because.bootstrap'
  if (kind === 'secret') return 'compare.because.secret'
  if (kind === 'endpoints') {
    if (state === 'static') return 'compare.because.static'
    return isEds(name) ? undefined : 'compare.because.no-eds'
  }
  return reasonOf(state, kind)
}

/** Why one of two Envoys may have it alone. */
export function reasonOf(state: DumpEntry['state'], kind: DumpEntry['kind']): OneSidedReason | undefined {
  switch (state) {
    case 'static':
      return kind === 'route' ? 'compare.because.inline' : 'compare.because.static'
    case 'warming':
      return 'compare.because.warming'
    case 'draining':
      return 'compare.because.draining'
    case 'rejected':
      return 'compare.because.rejected'
    case 'active':
      return undefined
  }
}
