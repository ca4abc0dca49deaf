import type { PodSummary } from '@portolan/contract/pods'

/** A running pod of a Deployment, `shop/cart-1` say, with what a test wants to differ. */
export function podSummary(ref: `${string}/${string}`, changes: Partial<PodSummary> = {}): PodSummary {
  const [namespace = '', name = ''] = ref.split('/')
  return {
    namespace,
    name,
    uid: `uid-of-${name}`,
    kind: 'sidecar',
    because: 'has-native-sidecar',
    workload: { kind: 'Deployment', name: name.replace(/-[^-]+$/, '') },
    phase: 'Running',
    status: 'Running',
    ready: { ready: 2, total: 2 },
    restarts: 0,
    createdAt: '2026-11-23T00:00:00Z',
    ...changes,
  }
}
