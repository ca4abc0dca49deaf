import type { RecordedAnswer, RecordedBehaviour } from '@portolan/recording/entries'
import type { AnswerSource, StoredAnswer } from '../pods/answer-table.ts'
import type { BodyCache } from './body-cache.ts'

/** The answers of one port at one moment, by target; bodies are read when they are asked for. */
export class RecordedAnswers implements AnswerSource {
  readonly #bodies: BodyCache
  readonly #byTarget: ReadonlyMap<string, RecordedAnswer>
  readonly #unknown: RecordedAnswer | undefined

  /** @param shared another port of the same component, for debug endpoints that were asked there only */
  constructor(bodies: BodyCache, behaviour: RecordedBehaviour, shared?: RecordedBehaviour) {
    this.#bodies = bodies
    const debug = answersOf(shared).filter(({ target }) => target.startsWith('/debug'))
    this.#byTarget = new Map([...debug, ...answersOf(behaviour)].map((one) => [one.target, one]))
    this.#unknown = behaviour.kind === 'http' ? behaviour.unknown : undefined
  }

  get(target: string): Promise<StoredAnswer> | undefined {
    const recorded = this.#byTarget.get(target)
    return recorded && this.#bodies.answer(recorded)
  }

  keys(): Iterable<string> {
    return this.#byTarget.keys()
  }

  /** What the component said to a path that it does not know, if it was asked for one. */
  get unknown(): Promise<StoredAnswer> | undefined {
    return this.#unknown && this.#bodies.answer(this.#unknown)
  }
}

function answersOf(behaviour: RecordedBehaviour | undefined): readonly RecordedAnswer[] {
  return behaviour?.kind === 'http' || behaviour?.kind === 'https' ? behaviour.answers : []
}
