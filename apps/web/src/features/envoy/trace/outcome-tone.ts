import type { TraceOutcome } from '@portolan/envoy/trace/trace'

export type Tone = 'calm' | 'unknown' | 'refused'

/**
 * How an outcome looks. An answer that the configuration asks for is calm; an error
 * is refused; where something could not be told or read, even good news is unsure.
 */
export function toneOf(outcome: TraceOutcome, isUnsure: boolean): Tone {
  if (outcome.kind === 'unknown' || isUnsure) return 'unknown'
  if (outcome.kind === 'closed') return 'refused'
  if (outcome.kind === 'answered') return outcome.status >= 400 ? 'refused' : 'calm'
  return 'calm'
}
