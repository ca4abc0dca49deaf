import type { LiveEvent } from '@portolan/contract/live'
import type { Clusters } from '../cluster/clusters.ts'
import type { LiveSource } from '../live/live-hub.ts'

/** How often the counts are looked at, in milliseconds. It costs two additions, and nothing is sent unless they change. */
const lookEvery = 1_000

/** Feeds `activity`: how many tunnels are open and how many requests are under way, for the status bar. */
export function openActivitySource(
  topic: string,
  clusters: Clusters,
  emit: (event: LiveEvent) => void,
): LiveSource {
  const now = (): LiveEvent => {
    let tunnels = 0
    for (const { agent } of clusters.opened()) tunnels += agent.stats().open
    return { kind: 'activity', topic, tunnels, requests: clusters.journal.running }
  }
  let told = ''
  const timer = setInterval(() => {
    const event = now()
    const text = JSON.stringify(event)
    if (text === told) return
    told = text
    emit(event)
  }, lookEvery).unref()
  return { snapshot: now, stop: () => clearInterval(timer) }
}
