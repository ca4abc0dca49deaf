import { deviationSeverities } from '@portolan/contract/matrix'
import type {
  DeviationSeverity,
  MatrixDeviation,
  MatrixPod,
  MatrixPort,
  MatrixSighting,
  PortMatrix,
} from '@portolan/contract/matrix'
import type { MatrixView } from './matrix-search.ts'

/** One port of one pod, with what was seen of it. */
export type MatrixCell = { readonly port: MatrixPort; readonly seen: MatrixSighting | undefined }

/** A port of the mesh that pods have in common: one column, by the catalog's id, under its usual number. */
export type MatrixColumn = { readonly id: string; readonly usual: number }

export type MatrixRow = {
  /** `NAMESPACE/NAME` */
  readonly id: string
  readonly pod: MatrixPod
  /** By the catalog's id of the port. */
  readonly mesh: ReadonlyMap<string, MatrixCell>
  /** The workload's own ports, and what no chart knows. */
  readonly workload: readonly MatrixCell[]
  readonly deviations: readonly PlacedDeviation[]
  readonly worst: DeviationSeverity | undefined
  /** What the row is found by, in lower case. */
  readonly text: string
}

/** Something that is not as one would expect, and of which port; without one it is about the pod. */
export type PlacedDeviation = { readonly deviation: MatrixDeviation; readonly port: MatrixPort | undefined }

/** The answer as rows; the same object until another answer comes. */
export function matrixRows({ pods, ports }: PortMatrix): readonly MatrixRow[] {
  return pods.map((pod) => {
    const cells = pod.ports.flatMap((place, at): readonly MatrixCell[] => {
      const port = ports[place]
      const seen = pod.seen?.find((one) => one.at === at)
      return port === undefined ? [] : [{ port, seen }]
    })
    const mesh = cells.filter(({ port }) => port.usual !== undefined)
    const deviations = [
      ...(pod.deviations ?? []).map((deviation) => ({ deviation, port: undefined })),
      ...cells.flatMap(({ port }) => port.deviations.map((deviation) => ({ deviation, port }))),
    ].toSorted((a, b) => rankOf(a.deviation.severity) - rankOf(b.deviation.severity))
    return {
      id: `${pod.namespace}/${pod.name}`,
      pod,
      mesh: new Map(mesh.map((cell) => [cell.port.id, cell])),
      workload: cells.filter(({ port }) => port.usual === undefined),
      deviations,
      worst: deviations[0]?.deviation.severity,
      text: textOf(pod, cells),
    }
  })
}

/** A column that fewer of the rows have stands behind the common ones. */
const commonShare = 0.2

/**
 * The columns that at least one of these rows has: first those that many have,
 * then those of a few pods, such as istiod's own; each in the order of their
 * usual numbers.
 */
export function matrixColumns(rows: readonly MatrixRow[]): readonly MatrixColumn[] {
  const columns = new Map<string, MatrixColumn & { count: number }>()
  for (const { mesh } of rows) {
    for (const [id, { port }] of mesh) {
      const known = columns.get(id)
      if (known !== undefined) known.count += 1
      else if (port.usual !== undefined) columns.set(id, { id, usual: port.usual, count: 1 })
    }
  }
  const isRare = ({ count }: { readonly count: number }) => Number(count < rows.length * commonShare)
  return [...columns.values()]
    .toSorted(
      (one, other) =>
        isRare(one) - isRare(other) || one.usual - other.usual || one.id.localeCompare(other.id),
    )
    .map(({ id, usual }) => ({ id, usual }))
}

export function shownRows(rows: readonly MatrixRow[], view: MatrixView): readonly MatrixRow[] {
  const words = view.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const fitting = rows.filter(
    ({ pod, deviations, text }) =>
      (view.outside || pod.kind !== 'outside') &&
      (!view.deviating || deviations.length > 0) &&
      words.every((word) => text.includes(word)),
  )
  const sorted = fitting.toSorted((a, b) => compare(a, b, view))
  return view.sort.descending ? sorted.toReversed() : sorted
}

function compare(a: MatrixRow, b: MatrixRow, { sort: { column } }: MatrixView): number {
  switch (column) {
    case 'pod':
      return byId(a, b)
    case 'workload':
      return a.pod.workload.name.localeCompare(b.pod.workload.name) || byId(a, b)
    case 'kind':
      return a.pod.kind.localeCompare(b.pod.kind) || byId(a, b)
    case 'deviations':
      return rankOf(a.worst) - rankOf(b.worst) || b.deviations.length - a.deviations.length || byId(a, b)
  }
}

function byId(a: MatrixRow, b: MatrixRow): number {
  return a.id.localeCompare(b.id)
}

function rankOf(severity: DeviationSeverity | undefined): number {
  return severity === undefined ? deviationSeverities.length : deviationSeverities.indexOf(severity)
}

/** The worst of what is not as one would expect of a port. */
export function worstOf({ deviations }: MatrixPort): DeviationSeverity | undefined {
  return deviations.map(({ severity }) => severity).toSorted((a, b) => rankOf(a) - rankOf(b))[0]
}

function textOf(pod: MatrixPod, cells: readonly MatrixCell[]): string {
  const ports = cells.flatMap(({ port }) => [
    port.number === undefined ? '' : String(port.number),
    port.name ?? '',
    ...port.services,
    ...port.deviations.map(({ id }) => id),
  ])
  return [pod.namespace, pod.name, pod.workload.name, pod.kind, pod.status, ...new Set(ports)]
    .join(' ')
    .toLowerCase()
}
