import { portsFor } from '../chart-for.ts'
import type { ChartInputs } from '../chart-inputs.ts'
import type { MatrixFacts } from './matrix-facts.ts'

/** A pod's facts: what the catalog makes of it, and what others say. */
export function matrixFactsOf(
  inputs: ChartInputs,
  others: Pick<MatrixFacts, 'endpoints' | 'sightings'>,
): MatrixFacts {
  const { podClass, meshContainer, ports } = portsFor(inputs)
  return {
    pod: inputs.pod,
    kind: podClass.kind,
    meshContainer,
    chartPorts: ports,
    services: inputs.services.kind === 'read' ? inputs.services.value : undefined,
    ...others,
  }
}
