import type { PortMatrix } from '@portolan/contract/matrix'
import { csvText } from '../panel/csv-text.ts'
import type { MatrixRow } from './matrix-rows.ts'

const columns = [
  'namespace',
  'pod',
  'workload_kind',
  'workload',
  'kind',
  'status',
  'port',
  'transport',
  'protocol',
  'id',
  'name',
  'expected',
  'declared_by',
  'services',
  'istiod',
  'seen',
  'seen_by',
  'seen_at',
  'deviations',
] as const

/** One line per port of a pod, and one for each pod with a deviation of its own. Names of columns are the same in every language. */
export function matrixAsCsv(rows: readonly MatrixRow[]): string {
  return csvText([
    columns,
    ...rows.flatMap(({ pod, mesh, workload }) => {
      const { namespace, name, workload: owner, kind, status } = pod
      const begin = [namespace, name, owner.kind, owner.name, kind, status]
      const own = (pod.deviations ?? []).map(({ id, subject = '' }) => [
        ...begin,
        ...Array.from({ length: 12 }, () => undefined),
        `${id}: ${subject}`,
      ])
      const lines = [...mesh.values(), ...workload].map(({ port, seen }) => [
        ...begin,
        port.number,
        port.transport,
        port.protocol,
        port.id,
        port.name,
        port.expected,
        port.declaredBy.join(' '),
        port.services.join(' '),
        port.istiod ? 'yes' : 'no',
        seen?.state,
        seen?.by,
        seen?.seenAt,
        port.deviations.map(({ id }) => id).join(' '),
      ])
      return [...own, ...lines]
    }),
  ])
}

/** The rows with their ports written out, in the words of Portolan's own HTTP API. */
export function matrixAsJson({ at, gaps, istiod }: PortMatrix, rows: readonly MatrixRow[]): string {
  const pods = rows.map(({ pod, mesh, workload }) => {
    const { ports: _, seen: __, ...rest } = pod
    const ports = [...mesh.values(), ...workload].map(({ port, seen }) => {
      const { at: ___, ...sighting } = seen ?? { at: 0 }
      return seen === undefined ? port : { ...port, seen: sighting }
    })
    return { ...rest, ports }
  })
  return `${JSON.stringify({ at, gaps, istiod, pods }, undefined, 2)}\n`
}
