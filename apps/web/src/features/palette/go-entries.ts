import { needsAttention } from '../explorer/pod-readiness.ts'
import type { Translate } from '../../commands/command.ts'
import { filterExplorer, openPodView } from '../../commands/workbench-view.ts'
import type { Found } from './fuzzy-index.ts'
import { goKey, goLabel, podOfWorkload } from './go-items.ts'
import type { GoItem } from './go-items.ts'
import { splitMarks } from './palette-entry.ts'
import type { OpenWhere, PaletteEntry } from './palette-entry.ts'

/** What is prepared of all items for a list that nothing was typed for. */
export type GoOrder = {
  readonly byKey: ReadonlyMap<string, GoItem>
  /** Pods of the mesh that are not well, before all others. */
  readonly unwell: readonly GoItem[]
  readonly well: readonly GoItem[]
}

export function goOrder(items: readonly GoItem[]): GoOrder {
  return {
    byKey: new Map(items.map((item) => [goKey(item), item])),
    unwell: items.filter(isUnwell),
    well: items.filter((item) => !isUnwell(item)),
  }
}

type Ordered = { readonly item: GoItem; readonly group: 'recent' | 'attention' | undefined }

/** What is shown before anything is typed: recent pods, those that are not well, and all others. */
export function withoutQuery(
  { byKey, unwell, well }: GoOrder,
  recents: readonly string[],
): readonly Ordered[] {
  const recent = recents.flatMap((key) => byKey.get(key) ?? [])
  const seen = new Set(recent)
  const rest = (list: readonly GoItem[], group: Ordered['group']) =>
    list.filter((item) => !seen.has(item)).map((item): Ordered => ({ item, group }))
  return [
    ...recent.map((item): Ordered => ({ item, group: 'recent' })),
    ...rest(unwell, 'attention'),
    ...rest(well, undefined),
  ]
}

function isUnwell(item: GoItem): boolean {
  return item.kind === 'pod' && item.pod.kind !== 'outside' && needsAttention(item.pod)
}

/** One line for one place. */
export function goEntry(
  { item, marks }: Found<GoItem>,
  several: boolean,
  group: string | undefined,
  t: Translate,
): PaletteEntry {
  const { label, place } = goLabel(item, several)
  const shown = splitMarks(label, place, marks)
  return {
    key: goKey(item),
    icon: iconOf(item),
    label: shown.label,
    detail: item.kind === 'namespace' ? { text: t('palette:namespace'), marks: [] } : shown.detail,
    ...(group !== undefined && { group }),
    choose: (where) => goTo(item, where),
  }
}

function iconOf(item: GoItem): PaletteEntry['icon'] {
  if (item.kind === 'pod') return { kind: 'component', component: item.pod.kind }
  const first = item.kind === 'workload' ? item.pods[0] : undefined
  return first === undefined ? { kind: 'place' } : { kind: 'component', component: first.kind }
}

function goTo(item: GoItem, where: OpenWhere): void {
  if (item.kind === 'namespace') {
    filterExplorer(item.namespace)
    return
  }
  const pod = item.kind === 'pod' ? item.pod : podOfWorkload(item.pods)
  if (pod === undefined) return
  const { namespace, name } = pod
  openPodView({ cluster: item.cluster, pod: { namespace, name }, show: {} }, where)
}
