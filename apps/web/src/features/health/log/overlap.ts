import type { LogLine } from './log-line.ts'

/** Clocks of a browser and of a node differ; so much more is asked for, in seconds. */
const margin = 60

/** The last moment of a container's log, and how many lines it has of that moment. */
type Edge = {
  at: number
  count: number
  /** Lines of that moment that came again. */
  again: number
  /** What comes is new from here on. */
  passed: boolean
}

/**
 * Tells which lines are new when a log is taken up again a little before the
 * place where it broke off: Kubernetes knows whole seconds only.
 */
export class Overlap {
  readonly #edges = new Map<string, Edge>()

  /** From now on, what was read before comes again and is left out. */
  takeUp(): void {
    for (const edge of this.#edges.values()) {
      edge.again = 0
      edge.passed = false
    }
  }

  /**
   * How far back one must ask to miss nothing, in seconds; `undefined` where nothing was read yet.
   * @param now milliseconds of the epoch
   */
  secondsBack(now: number): number | undefined {
    if (this.#edges.size === 0) return undefined
    const earliest = Math.min(...Array.from(this.#edges.values(), ({ at }) => at))
    return Math.max(0, Math.ceil(now / 1000 - earliest / 1_000_000)) + margin
  }

  isNew({ container, at }: LogLine): boolean {
    const edge = this.#edges.get(container)
    if (edge === undefined) {
      this.#edges.set(container, { at, count: 1, again: 0, passed: true })
      return true
    }
    if (!edge.passed && isKnown(edge, at)) return false
    edge.passed = true
    if (at > edge.at) {
      edge.at = at
      edge.count = 1
    } else if (at === edge.at) edge.count += 1
    return true
  }
}

function isKnown(edge: Edge, at: number): boolean {
  if (at !== edge.at) return at < edge.at
  edge.again += 1
  return edge.again <= edge.count
}
