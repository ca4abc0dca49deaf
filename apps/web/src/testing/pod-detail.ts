import type { PodDetail } from '@portolan/contract/pods'
import { podSummary } from './pod-summary.ts'

/** A pod whose chart is empty: for what does not read charts. */
export function podDetail(ref: `${string}/${string}`): PodDetail {
  const summary = podSummary(ref)
  const { namespace, name, uid, kind, because } = summary
  return {
    summary,
    access: [],
    chart: {
      pod: { namespace, name, uid, ips: [] },
      kind,
      because,
      containers: [],
      processes: [],
      ports: [],
      sockets: [],
      peers: [],
      links: [],
      vitals: [],
      unread: [],
    },
  }
}
