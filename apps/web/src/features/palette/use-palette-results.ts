import type { PodRef } from '@portolan/contract/pod-ref'
import { formatTopic } from '@portolan/contract/topics'
import { useMemo, useState } from 'react'
import type { Translate } from '../../commands/command.ts'
import { recentCommands } from '../../commands/recently-used.ts'
import { useActivePod } from '../../commands/use-active-pod.ts'
import { useCommandList } from '../../commands/use-commands.ts'
import { useTranslate } from '../../commands/use-translate.ts'
import { liveStore } from '../../live/live-store.ts'
import { useRecents } from '../explorer/use-kept-pods.ts'
import { commandEntries, possibleCommands } from './command-entries.ts'
import { FuzzyIndex } from './fuzzy-index.ts'
import { goEntry, goOrder, withoutQuery } from './go-entries.ts'
import type { GoOrder } from './go-entries.ts'
import { goItems, goLiking, goText } from './go-items.ts'
import type { ClusterPods, GoItem } from './go-items.ts'
import { helpEntries, orElsewhere } from './mode-entries.ts'
import type { PaletteResults } from './palette-entry.ts'
import type { PaletteMode } from './palette-mode.ts'
import type { KnownPod } from './port-candidates.ts'
import { portEntries } from './port-entries.ts'
import type { PortPod } from './port-entries.ts'
import { useClusterPods } from './use-cluster-pods.ts'
import { usePortNames } from './use-port-names.ts'

/** Lines that are made for one list; all are counted, and the others are found by typing more. */
const mostPods = 200
/** Pods whose ports are listed for one name. */
const mostNamed = 25

/** Every place one can go to, prepared once for each change of the pods. */
type Places = {
  readonly items: readonly GoItem[]
  readonly order: GoOrder
  readonly index: FuzzyIndex<GoItem>
  readonly pods: FuzzyIndex<PodItem>
  /** Places of several clusters: each is named with its own. */
  readonly several: boolean
}
type PodItem = Extract<GoItem, { kind: 'pod' }>

/** What the palette shows for a query in one of its modes. */
export function usePaletteResults(mode: PaletteMode, query: string): PaletteResults {
  const t = useTranslate()
  const { clusters, notices, busy } = useClusterPods()
  const places = useMemo(() => placesOf(clusters), [clusters])
  const commandList = useCommandList()
  // The order stays while the palette is open.
  const [usedCommands] = useState(() => recentCommands.list())
  const recents = useRecents()
  const active = useActivePod()
  const namesOf = usePortNames()

  switch (mode) {
    case 'go':
      return orElsewhere(
        { ...goResults(places, recents.map(recentKey), query, t), notices, busy },
        mode,
        query,
        t,
      )
    case 'commands': {
      const found = commandEntries(possibleCommands(commandList), usedCommands, query, t)
      return orElsewhere({ ...found, notices: [], busy: false }, mode, query, t)
    }
    case 'ports': {
      const activeItem = places.items.find(
        (item): item is PodItem =>
          item.kind === 'pod' &&
          item.cluster === active?.cluster &&
          item.pod.namespace === active.pod.namespace &&
          item.pod.name === active.pod.name,
      )
      const search = {
        query,
        active: activeItem && withChart(activeItem),
        podsNamed: (name: string) => podsNamed(places, recents.map(recentKey), name),
        namesOf,
      }
      const entries = portEntries(search, t)
      return orElsewhere({ entries, total: entries.length, notices, busy }, mode, query, t)
    }
    case 'help': {
      const entries = helpEntries(t)
      return { entries, total: entries.length, notices: [], busy: false }
    }
  }
}

/** The last ones outlive the palette, so that it opens with everything prepared. */
let lastPlaces: { readonly of: readonly ClusterPods[]; readonly places: Places } | undefined

function placesOf(clusters: readonly ClusterPods[]): Places {
  const same =
    lastPlaces?.of.length === clusters.length &&
    lastPlaces.of.every(
      ({ cluster, pods }, index) => cluster === clusters[index]?.cluster && pods === clusters[index].pods,
    )
  if (lastPlaces === undefined || !same) lastPlaces = { of: clusters, places: preparedPlaces(clusters) }
  return lastPlaces.places
}

function preparedPlaces(clusters: readonly ClusterPods[]): Places {
  const items = goItems(clusters)
  const several = clusters.length > 1
  const textOf = (item: GoItem) => goText(item, several)
  return {
    items,
    order: goOrder(items),
    index: new FuzzyIndex(items, textOf, goLiking),
    pods: new FuzzyIndex(items.filter(isPod), textOf, goLiking),
    several,
  }
}

function isPod(item: GoItem): item is PodItem {
  return item.kind === 'pod'
}

function goResults(
  places: Places,
  recents: readonly string[],
  query: string,
  t: Translate,
): Pick<PaletteResults, 'entries' | 'total'> {
  if (query === '') {
    const ordered = withoutQuery(places.order, recents)
    const entries = ordered.slice(0, mostPods).map(({ item, group }, index) => {
      const isFirst = group !== undefined && group !== ordered[index - 1]?.group
      return goEntry(
        { item, marks: [] },
        places.several,
        isFirst ? t(`palette:group.${group}`) : undefined,
        t,
      )
    })
    return { entries, total: ordered.length }
  }
  const { found, total } = places.index.search(query, mostPods)
  return { entries: found.map((one) => goEntry(one, places.several, undefined, t)), total }
}

/** For an empty name the pods that were open before, then others of the mesh. */
function podsNamed({ order, pods }: Places, recents: readonly string[], name: string): readonly PortPod[] {
  if (name !== '') return pods.search(name, mostNamed).found.map(({ item }) => withChart(item))
  return withoutQuery(order, recents)
    .map(({ item }) => item)
    .filter(isPod)
    .filter(({ pod }) => pod.kind !== 'outside')
    .slice(0, mostNamed)
    .map(withChart)
}

function recentKey({ cluster, namespace, name }: PodRef & { readonly cluster: string }): string {
  return `pod/${cluster}/${namespace}/${name}`
}

/** With its chart, where somebody looks at it already. */
function withChart({ cluster, pod }: PodItem): PortPod {
  const { namespace, name } = pod
  const state = liveStore.stateOf(formatTopic({ kind: 'pod', cluster, pod: { namespace, name } }))
  const known: KnownPod | undefined =
    state?.kind === 'pod' ? { chart: state.detail.chart, observations: state.observations.ports } : undefined
  return { cluster, pod, known }
}
