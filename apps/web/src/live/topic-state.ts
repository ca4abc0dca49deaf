import type { JournalEntry } from '@portolan/contract/journal'
import type { LiveEvent } from '@portolan/contract/live'
import type { PodObservations } from '@portolan/contract/observation'
import type { PodDetail, PodSummary, WatchState } from '@portolan/contract/pods'
import type { IstiodSync, ProxySync } from '@portolan/contract/sync'
import type { Task } from '@portolan/contract/task'

/** Where the pod's successor is, and what was said when it went. */
export type PodGone = {
  readonly text: string
  readonly replacedBy: { readonly namespace: string; readonly name: string } | undefined
}

/** Everything that is known of one topic. */
export type TopicState =
  | { readonly kind: 'pods'; readonly pods: readonly PodSummary[]; readonly watch: WatchState }
  /** Proxies by `NAMESPACE/NAME` of their pod. */
  | {
      readonly kind: 'sync'
      readonly istiods: readonly IstiodSync[]
      readonly proxies: ReadonlyMap<string, ProxySync>
    }
  /** `gone` keeps the last chart on the screen, and says that it is history. */
  | {
      readonly kind: 'pod'
      readonly detail: PodDetail
      readonly observations: PodObservations
      readonly gone: PodGone | undefined
    }
  | { readonly kind: 'gone'; readonly gone: PodGone }
  /** In the order of their ids. */
  | { readonly kind: 'requests'; readonly requests: readonly JournalEntry[] }
  | { readonly kind: 'tasks'; readonly tasks: readonly Task[] }
  | {
      readonly kind: 'inside'
      readonly looks: number
      readonly looking: boolean
      readonly every?: number | undefined
    }
  | { readonly kind: 'activity'; readonly tunnels: number; readonly requests: number }
  | { readonly kind: 'failed'; readonly code: string; readonly text: string }

/** What one event makes of a topic. An event that needs a snapshot before it changes nothing. */
export function applyEvent(state: TopicState | undefined, event: LiveEvent): TopicState | undefined {
  switch (event.kind) {
    case 'pods':
      return { kind: 'pods', pods: event.pods, watch: event.watch }
    case 'pods-changed':
      return state?.kind === 'pods' ? { ...state, pods: changePods(state.pods, event) } : state
    case 'watch':
      return state?.kind === 'pods' ? { ...state, watch: event.watch } : state
    case 'sync':
      return {
        kind: 'sync',
        istiods: event.istiods,
        proxies: new Map(event.proxies.map((one) => [keyOf(one), one])),
      }
    case 'sync-changed':
      return state?.kind === 'sync' ? changeSync(state.proxies, event) : state
    case 'pod':
      return { kind: 'pod', detail: event.detail, observations: event.observations, gone: undefined }
    case 'observed':
      return state?.kind === 'pod'
        ? { ...state, observations: changeObservations(state.observations, event) }
        : state
    case 'pod-gone': {
      const gone = { text: event.text, replacedBy: event.replacedBy }
      return state?.kind === 'pod' ? { ...state, gone } : { kind: 'gone', gone }
    }
    case 'requests':
      return { kind: 'requests', requests: event.requests }
    case 'requests-changed':
      return state?.kind === 'requests'
        ? { ...state, requests: changeRequests(state.requests, event) }
        : state
    case 'tasks':
      return { kind: 'tasks', tasks: event.tasks }
    case 'inside':
      return { kind: 'inside', looks: event.looks, looking: event.looking, every: event.every }
    case 'activity':
      return { kind: 'activity', tunnels: event.tunnels, requests: event.requests }
    case 'failed':
      return { kind: 'failed', code: event.code, text: event.text }
  }
}

/** The events from which a tab that comes later learns the same state. */
export function eventsOf(topic: string, state: TopicState): readonly LiveEvent[] {
  switch (state.kind) {
    case 'pods':
      return [{ kind: 'pods', topic, pods: [...state.pods], watch: state.watch }]
    case 'sync':
      return [{ kind: 'sync', topic, istiods: [...state.istiods], proxies: [...state.proxies.values()] }]
    case 'pod': {
      const { detail, observations, gone } = state
      const pod: LiveEvent = { kind: 'pod', topic, detail, observations }
      return gone === undefined ? [pod] : [pod, { kind: 'pod-gone', topic, ...gone }]
    }
    case 'gone':
      return [{ kind: 'pod-gone', topic, ...state.gone }]
    case 'requests':
      return [{ kind: 'requests', topic, requests: [...state.requests] }]
    case 'tasks':
      return [{ kind: 'tasks', topic, tasks: [...state.tasks] }]
    case 'inside':
    case 'activity':
      return [{ topic, ...state }]
    case 'failed':
      return [{ kind: 'failed', topic, code: state.code, text: state.text }]
  }
}

/** Few of many change at a time, and new ones come last. */
function changeRequests(
  requests: readonly JournalEntry[],
  change: { readonly upserted: readonly JournalEntry[]; readonly removed: readonly number[] },
): readonly JournalEntry[] {
  const byId = new Map(requests.map((entry) => [entry.id, entry]))
  for (const id of change.removed) byId.delete(id)
  const added = change.upserted.some(({ id }) => !byId.has(id))
  for (const entry of change.upserted) byId.set(entry.id, entry)
  const all = [...byId.values()]
  return added ? all.toSorted((a, b) => a.id - b.id) : all
}

type PodKey = { readonly namespace: string; readonly name: string }

function changePods(
  pods: readonly PodSummary[],
  change: { readonly upserted: readonly PodSummary[]; readonly removed: readonly PodKey[] },
): readonly PodSummary[] {
  const byKey = new Map(pods.map((pod) => [keyOf(pod), pod]))
  for (const pod of change.removed) byKey.delete(keyOf(pod))
  for (const pod of change.upserted) byKey.set(keyOf(pod), pod)
  return [...byKey.values()]
}

function changeSync(
  before: ReadonlyMap<string, ProxySync>,
  change: Extract<LiveEvent, { kind: 'sync-changed' }>,
): TopicState {
  const proxies = new Map(before)
  for (const pod of change.removed) proxies.delete(keyOf(pod))
  for (const proxy of change.upserted) proxies.set(keyOf(proxy), proxy)
  return { kind: 'sync', istiods: change.istiods, proxies }
}

function keyOf({ namespace, name }: PodKey): string {
  return `${namespace}/${name}`
}

/** `transitions` brings the whole history of the ports that it names. */
function changeObservations(
  before: PodObservations,
  change: Extract<LiveEvent, { kind: 'observed' }>,
): PodObservations {
  const ports = new Map(before.ports.map((port) => [port.port, port]))
  for (const port of change.ports) ports.set(port.port, port)
  const vitals = new Map(before.vitals.map((vital) => [vital.vital, vital]))
  for (const vital of change.vitals) vitals.set(vital.vital, vital)
  return {
    ports: [...ports.values()],
    history: { ...before.history, ...change.transitions },
    vitals: [...vitals.values()],
  }
}
