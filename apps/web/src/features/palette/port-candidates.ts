import { usualPorts } from '@portolan/catalog/usual-ports'
import type { Chart } from '@portolan/contract/chart'
import type { PortObservation } from '@portolan/contract/observation'
import type { PodSummary } from '@portolan/contract/pods'
import type { PortState } from '@portolan/contract/port-state'
import type { PortQuery } from './port-query.ts'

/** What a port is called: to be shown, and whatever else somebody may call it. */
export type PortNames = { readonly shown: string; readonly others: readonly string[] }

/** One port that may be meant. */
export type PortCandidate = {
  /** Its key on the pod's chart; `undefined` while no chart was read, and the port is only usual. */
  readonly key: string | undefined
  /** The catalog's port; `undefined` for a bare number. */
  readonly id: string | undefined
  readonly number: number
  readonly state: PortState
  readonly names: PortNames
}

/** What is known of a pod whose document is open. */
export type KnownPod = { readonly chart: Chart; readonly observations: readonly PortObservation[] }

/** The ports of a pod: those of its chart where that is known, else those that its kind usually has. */
export function portCandidates(
  pod: Pick<PodSummary, 'kind'>,
  known: KnownPod | undefined,
  namesOf: (id: string, name: string | undefined) => PortNames,
): readonly PortCandidate[] {
  if (known === undefined) {
    return usualPorts(pod.kind).map(({ id, number }) => ({
      key: undefined,
      id,
      number,
      state: 'unknown',
      names: namesOf(id, undefined),
    }))
  }
  const states = new Map(known.observations.map(({ port, state }) => [port, state]))
  return known.chart.ports.map(({ key, id, name, number }) => ({
    key,
    id,
    number: number.kind === 'known' ? number.value : number.usual,
    state: states.get(key) ?? 'unknown',
    names: namesOf(id, name),
  }))
}

/**
 * Those that what was said may mean. A number may be its beginning, a word any
 * part of any name. A whole number that no usual port has may still be a port
 * of a pod whose chart was not read.
 */
export function portsMeant(
  { port }: Pick<PortQuery, 'port'>,
  candidates: readonly PortCandidate[],
): readonly PortCandidate[] {
  const words = port.toLowerCase().split(' ').filter(Boolean)
  const meant = candidates.filter((candidate) => words.every((word) => isMeant(word, candidate)))
  const exact = meant.filter(({ number }) => words.includes(String(number)))
  const rest = meant.filter((candidate) => !exact.includes(candidate))
  if (meant.length > 0) return [...exact, ...rest]
  return candidates.every(({ key }) => key === undefined) && isPortNumber(port)
    ? [
        {
          key: undefined,
          id: undefined,
          number: Number(port),
          state: 'unknown',
          names: { shown: '', others: [] },
        },
      ]
    : []
}

function isMeant(word: string, { number, names }: PortCandidate): boolean {
  if (/^\d+$/.test(word)) return String(number).startsWith(word)
  return [names.shown, ...names.others].some((name) => name.toLowerCase().includes(word))
}

function isPortNumber(text: string): boolean {
  return /^\d{2,5}$/.test(text) && Number(text) <= 65_535
}
