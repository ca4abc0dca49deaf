import type { HealthHop } from '@portolan/contract/health'

/**
 * The index of the hop where a probe's way ends badly; `undefined` where every
 * hop that can be seen is well. A hop that answers "no" only passes on what
 * stands behind it, so the deepest of those counts; one that does not answer at
 * all ends the way, whatever stands behind it.
 */
export function failingHop(hops: readonly HealthHop[]): number | undefined {
  let said: number | undefined
  for (const [index, hop] of hops.entries()) {
    if (hop.at === 'kubelet' || hop.state !== 'bad') continue
    said = index
    if (!answers(hop)) return index
  }
  return said
}

function answers({ answers: given }: HealthHop): boolean {
  return given.some((answer) => answer.kind === 'observed' && answer.evidence.kind === 'http')
}
