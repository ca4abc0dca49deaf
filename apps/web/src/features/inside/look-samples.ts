import type { InsideLook, InsideProcess } from '@portolan/contract/inside'

/** What one process used up to one look: `at` is milliseconds of the epoch, by the cluster's clock. */
export type UsageSample = {
  readonly at: number
  readonly cpuMilliseconds: number
  readonly residentBytes: number
}

/** By container and pid; see {@link sampleKey}. */
export type PodSamples = ReadonlyMap<string, readonly UsageSample[]>

/** Looks of one process that are kept: two minutes at the shortest interval. */
const mostSamples = 60
/** Pods whose looks are kept in this tab. */
const mostPods = 12

export function sampleKey(container: string, pid: number): string {
  return `${container}/${pid}`
}

/**
 * Adds a look to what is kept. A process that is gone is forgotten; one whose
 * processor time went back is another one with the same pid.
 */
export function addLook(before: PodSamples, look: InsideLook): PodSamples {
  const after = new Map<string, readonly UsageSample[]>()
  const at = Date.parse(look.at)
  for (const { name, outcome } of look.containers) {
    if (outcome.kind !== 'read') continue
    for (const process of outcome.processes) {
      const key = sampleKey(name, process.pid)
      after.set(key, [...continued(before.get(key), process, at), sampleOf(process, at)].slice(-mostSamples))
    }
  }
  return after
}

function sampleOf({ cpuMilliseconds, residentBytes }: InsideProcess, at: number): UsageSample {
  return { at, cpuMilliseconds, residentBytes }
}

function continued(
  known: readonly UsageSample[] | undefined,
  { cpuMilliseconds }: InsideProcess,
  at: number,
): readonly UsageSample[] {
  const last = known?.at(-1)
  if (known === undefined || last === undefined) return []
  return last.at < at && last.cpuMilliseconds <= cpuMilliseconds ? known : []
}

/**
 * Share of one processor between each two looks, in percent; several threads can pass 100.
 * One value fewer than there are samples.
 */
export function processorShares(samples: readonly UsageSample[]): readonly number[] {
  return samples.slice(1).map((sample, index) => {
    const before = samples[index] ?? sample
    const passed = sample.at - before.at
    return passed > 0 ? ((sample.cpuMilliseconds - before.cpuMilliseconds) / passed) * 100 : 0
  })
}

type Kept = { readonly uid: string; readonly at: string; readonly samples: PodSamples }

/** The looks of this tab, for usage over time; bounded, and gone with the tab. */
export class LookSamples {
  readonly #pods = new Map<string, Kept>()

  note(cluster: string, look: InsideLook): void {
    const key = keyOf(cluster, look.pod)
    const known = this.#pods.get(key)
    if (known?.at === look.at) return
    const before = known?.uid === look.pod.uid ? known.samples : new Map<string, readonly UsageSample[]>()
    this.#pods.delete(key)
    this.#pods.set(key, { uid: look.pod.uid, at: look.at, samples: addLook(before, look) })
    const [oldest] = this.#pods.keys()
    if (this.#pods.size > mostPods && oldest !== undefined) this.#pods.delete(oldest)
  }

  /** The same map until a newer look is noted. */
  of(cluster: string, pod: { readonly namespace: string; readonly name: string }): PodSamples | undefined {
    return this.#pods.get(keyOf(cluster, pod))?.samples
  }
}

function keyOf(
  cluster: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): string {
  return `${namespace}/${name}/${cluster}`
}

export const lookSamples = new LookSamples()
