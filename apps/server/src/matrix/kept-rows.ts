import { isDeepStrictEqual } from 'node:util'
import type { ChartInputs } from '@portolan/catalog/chart-inputs'
import { matrixFactsOf } from '@portolan/catalog/matrix/facts-of-pod'
import type { MatrixFacts } from '@portolan/catalog/matrix/matrix-facts'
import { matrixRow } from '@portolan/catalog/matrix/matrix-row'
import type { MatrixRow } from '@portolan/catalog/matrix/matrix-row'
import type { PortTable } from '@portolan/catalog/matrix/port-table'
import { KeptReadings } from './kept-readings.ts'

type Others = Pick<MatrixFacts, 'endpoints' | 'sightings'>
type KeptRow = { readonly inputs: ChartInputs; readonly others: Others; readonly row: MatrixRow }

/**
 * One session's rows, kept while what they are made from is the same: of thousands
 * of pods few change between two answers. A pod that is gone takes its row along.
 */
export class KeptRows {
  readonly #rows = new WeakMap<ChartInputs['pod'], KeptRow>()
  /** By the namespace's name. */
  readonly namespaces = new KeptReadings<ChartInputs['namespace']>()
  /** By the namespace's name. */
  readonly services = new KeptReadings<ChartInputs['services']>()
  /** By the ConfigMap's name. */
  readonly meshConfigs = new KeptReadings<ChartInputs['meshConfig']>()

  /** The row of a pod. Ports that are alike are one object of the table, in all rows. */
  rowOf(inputs: ChartInputs, others: Others, table: PortTable): MatrixRow {
    const kept = this.#rows.get(inputs.pod)
    if (kept !== undefined && isSame(kept, inputs, others)) return kept.row
    const made = matrixRow(matrixFactsOf(inputs, others))
    const row = { ...made, ports: made.ports.map((port) => table.alikeOf(port)) }
    this.#rows.set(inputs.pod, { inputs, others, row })
    return row
  }
}

/** Watches bring news as new objects, and readings stay the same objects; sightings are put together for each answer. */
function isSame(kept: KeptRow, inputs: ChartInputs, { endpoints, sightings }: Others): boolean {
  return (
    kept.inputs.namespace === inputs.namespace &&
    kept.inputs.services === inputs.services &&
    kept.inputs.meshConfig === inputs.meshConfig &&
    kept.others.endpoints === endpoints &&
    isDeepStrictEqual(kept.others.sightings, sightings)
  )
}
