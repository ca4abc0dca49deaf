import type { Evidence, TunnelErrorCode } from '@portolan/contract/evidence'
import { Gate } from '@portolan/tunnel/gate'
import { evidenceOfError } from './evidence-of-error.ts'

/** Questions to one pod that may be under way at once. */
export const questionsAtATime = 6

/** Tunnel failures that are about one connection; every other is about the way to the pod. */
const aboutOneConnection: ReadonlySet<TunnelErrorCode> = new Set(['refused', 'reset', 'closed', 'aborted'])

/** Whether evidence says that the pod could not be reached, whatever the port. */
export function isWayFailure(evidence: Evidence): evidence is Evidence & { kind: 'tunnel' } {
  return evidence.kind === 'tunnel' && !aboutOneConnection.has(evidence.code)
}

/**
 * The one way that all questions to a pod share: browser side, API server,
 * kubelet, runtime. A few questions travel at a time. When the way fails, what
 * one question learned holds for all of them, and until it opens again only
 * one at a time tries it: a struggling API server is not asked ten times for
 * the same answer.
 */
export class SharedWay {
  readonly #gate: Gate
  #failure: Evidence | undefined
  #lastAlive = 0
  #scout: Promise<Evidence> | undefined

  constructor(atATime: number) {
    this.#gate = new Gate(atATime)
  }

  /** The evidence of the question, or that of the failed way. Never throws. */
  async ask(question: () => Promise<Evidence>, signal: AbortSignal): Promise<Evidence> {
    if (this.#failure !== undefined) {
      if (this.#scout === undefined) return this.#sendScout(question)
      const found = await this.#scout
      if (isWayFailure(found)) return found
    }
    try {
      return await this.#gate.run(signal, async () => this.#failure ?? this.#travel(question))
    } catch (error) {
      return evidenceOfError(error, 'a free slot')
    }
  }

  #sendScout(question: () => Promise<Evidence>): Promise<Evidence> {
    this.#scout = this.#travel(question).finally(() => {
      this.#scout = undefined
    })
    return this.#scout
  }

  async #travel(question: () => Promise<Evidence>): Promise<Evidence> {
    const began = performance.now()
    const evidence = await question()
    if (evidence.kind !== 'tunnel') {
      this.#lastAlive = performance.now()
      this.#failure = undefined
    } else if (isWayFailure(evidence) && this.#lastAlive < began) {
      // Nobody else got through meanwhile: it is the way, not this one tunnel.
      this.#failure = evidence
    }
    return evidence
  }
}
