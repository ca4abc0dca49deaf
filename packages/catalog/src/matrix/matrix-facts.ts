import type { ChartPort, ComponentKind } from '@portolan/contract/chart'
import type { MatrixSighting } from '@portolan/contract/matrix'
import type { Pod, Service } from '../chart-inputs.ts'

/** What istiod has of endpoints: by address the ports with the hosts they serve, and the Services that it has any of. */
export type IstiodEndpoints = {
  readonly byAddress: ReadonlyMap<string, ReadonlyMap<number, readonly string[]>>
  /** `NAMESPACE/NAME`. */
  readonly services: ReadonlySet<string>
}

/** One port as it was seen: by the chart's key where it was the chart's port that was asked, else by its number. */
export type Sighting = {
  readonly number?: number | undefined
  readonly transport: 'tcp' | 'udp'
  readonly key?: string | undefined
  readonly state: MatrixSighting['state']
  readonly by: MatrixSighting['by']
  readonly seenAt: string
}

/** Everything that one row of the matrix is made from. */
export type MatrixFacts = {
  readonly pod: Pod
  readonly kind: ComponentKind
  /** Name of the mesh's own container. */
  readonly meshContainer: string | undefined
  /** Of the chart, the absent ones included. */
  readonly chartPorts: readonly ChartPort[]
  /** Of the pod's namespace; `undefined` when they may not be read. */
  readonly services: readonly Service[] | undefined
  /** `undefined` when istiod was not asked. */
  readonly endpoints: IstiodEndpoints | undefined
  readonly sightings: readonly Sighting[]
}
