import { routes } from '@portolan/contract/routes'
import type { PodSummary } from '@portolan/contract/pods'
import { callApi } from '../../api/call-api.ts'
import { queryClient } from '../../api/query-client.ts'
import type { Translate } from '../../commands/command.ts'
import { openPodView } from '../../commands/workbench-view.ts'
import { notify } from '../panel/notifications.ts'
import { portCandidates, portsMeant } from './port-candidates.ts'
import type { KnownPod, PortCandidate, PortNames } from './port-candidates.ts'
import { portQueries } from './port-query.ts'
import type { OpenWhere, PaletteEntry } from './palette-entry.ts'

/** A pod whose ports may be meant. */
export type PortPod = {
  readonly cluster: string
  readonly pod: PodSummary
  readonly known: KnownPod | undefined
}

export type PortSearch = {
  readonly query: string
  readonly active: PortPod | undefined
  /** Pods that a name may mean, best first; for an empty name those that were open before. */
  readonly podsNamed: (name: string) => readonly PortPod[]
  readonly namesOf: (id: string, name: string | undefined) => PortNames
}

const mostShown = 200

/** The ports that a text may mean, in the first way to read it that finds any. */
export function portEntries(search: PortSearch, t: Translate): readonly PaletteEntry[] {
  for (const { port, pod } of portQueries(search.query)) {
    const entries = podsMeant(search, port, pod)
      .flatMap((one) =>
        portsMeant({ port }, portCandidates(one.pod, one.known, search.namesOf))
          // A bare number may be any pod's; it is offered for the pod that was named.
          .filter(({ id }) => id !== undefined || pod !== '')
          .map((candidate) => portEntry(one, candidate, t)),
      )
      .slice(0, mostShown)
    if (entries.length > 0) return entries
  }
  return []
}

function podsMeant({ active, podsNamed }: PortSearch, port: string, pod: string): readonly PortPod[] {
  if (pod !== '') return podsNamed(pod)
  const others = port === '' ? [] : podsNamed('')
  const isActive = (one: PortPod) =>
    one.cluster === active?.cluster &&
    one.pod.namespace === active.pod.namespace &&
    one.pod.name === active.pod.name
  return active === undefined ? others : [active, ...others.filter((one) => !isActive(one))]
}

function portEntry(one: PortPod, candidate: PortCandidate, t: Translate): PaletteEntry {
  const { cluster, pod } = one
  const { number, names, state, id, key } = candidate
  return {
    key: `${cluster}/${pod.namespace}/${pod.name}/${key ?? id ?? number}`,
    icon: { kind: 'port', state },
    label: { text: names.shown === '' ? String(number) : `${number} · ${names.shown}`, marks: [] },
    detail: { text: t('palette:portOf', { pod: pod.name, namespace: pod.namespace }), marks: [] },
    choose: (where) => goToPort(one, candidate, where, t),
  }
}

/** Opens a port's detail. Where no chart was read yet it is asked for: a port may have been moved. */
async function goToPort(
  { cluster, pod: { namespace, name } }: PortPod,
  { key, id, number }: PortCandidate,
  where: OpenWhere,
  t: Translate,
): Promise<void> {
  const pod = { namespace, name }
  if (key !== undefined) {
    openPodView({ cluster, pod, show: { port: key } }, where)
    return
  }
  const params = { cluster, namespace, pod: name }
  const detail = await queryClient
    .fetchQuery({
      queryKey: ['pod-chart', cluster, namespace, name],
      queryFn: ({ signal }) => callApi(routes.pod, { params, signal }),
      staleTime: 10_000,
    })
    // The document itself says best what keeps it from being shown.
    .catch(() => undefined)
  const ports = detail?.chart.ports ?? []
  const port =
    ports.find((one) => one.id === id) ??
    ports.find((one) => one.number.kind === 'known' && one.number.value === number)
  openPodView({ cluster, pod, show: port === undefined ? {} : { port: port.key } }, where)
  if (detail !== undefined && port === undefined) {
    notify({ kind: 'info', title: t('palette:notInChart', { port: number, pod: name }) })
  }
}
