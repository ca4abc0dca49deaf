import type { AdminQuestion } from '@portolan/envoy/ask/admin-question'
import { questionsOf } from '@portolan/envoy/ask/admin-question'
import { readDump } from '@portolan/envoy/dump/read-dump'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import { parseObject } from '@portolan/envoy/json/json'
import { ComparedSides } from './compared-sides.ts'
import type { Side } from './compared-sides.ts'
import type { ComparedResource, ComparisonView, DeskCalls, Moment, SideChoice } from './desk-messages.ts'
import type { OpenFiles } from './open-files.ts'
import { ProxyAnswersReader } from './proxy-answers-reader.ts'
import type { Ask } from './proxy-answers-reader.ts'
import { keyOfSource } from './proxy-source.ts'
import type { PodSource, ProxySource } from './proxy-source.ts'

/** Moments of one tab; the oldest makes room. */
const mostMoments = 20

export type ComparisonParts = {
  readonly askOf: (source: PodSource) => Ask
  readonly files: OpenFiles
  /** istiod's answer for a proxy, as text. @throws ApiError */
  readonly askIstiod: (source: PodSource, signal: AbortSignal) => Promise<string>
  readonly now: () => number
}

type KeptMoment = Moment & { readonly side: Side; readonly source: string }

/** Compares what proxies hold, now, then, or as istiod would have it. Each side is read anew. */
export class ComparisonDesk {
  readonly #parts: ComparisonParts
  readonly #moments: KeptMoment[] = []
  #last: { readonly id: number; readonly sides: ComparedSides } | undefined
  #ids = 0

  constructor(parts: ComparisonParts) {
    this.#parts = parts
  }

  async keep({ source, name }: DeskCalls['keep']['take'], signal: AbortSignal): Promise<Moment> {
    const side = await this.#now(source, signal)
    const moment = { id: ++this.#ids, name, readAt: side.readAt }
    this.#moments.push({ ...moment, side, source: keyOfSource(source) })
    if (this.#moments.length > mostMoments) this.#moments.shift()
    return moment
  }

  moments(): Promise<readonly Moment[]> {
    return Promise.resolve(this.#moments.map(({ id, name, readAt }) => ({ id, name, readAt })))
  }

  async compare({ a, b }: DeskCalls['compare']['take'], signal: AbortSignal): Promise<ComparisonView> {
    const [left, right] = [await this.#side(a, signal), await this.#side(b, signal)]
    const sides = new ComparedSides(left.side, right.side, left.source !== right.source)
    this.#last = { id: ++this.#ids, sides }
    return { ...sides.view(), id: this.#last.id, gaps: [...left.side.gaps, ...right.side.gaps] }
  }

  compared({ comparison, kind, name }: DeskCalls['compared']['take']): Promise<ComparedResource | undefined> {
    const sides = this.#last?.id === comparison ? this.#last.sides : undefined
    return Promise.resolve(sides?.resource(kind, name))
  }

  async #side(
    choice: SideChoice,
    signal: AbortSignal,
  ): Promise<{ readonly side: Side; readonly source: string }> {
    switch (choice.kind) {
      case 'now':
        return { side: await this.#now(choice.source, signal), source: keyOfSource(choice.source) }
      case 'istiod': {
        const text = await this.#parts.askIstiod(choice.source, signal)
        const dump = readDump([{ answer: parseObject(text) }])
        const side = { kind: 'istiod', dump, readAt: this.#parts.now(), gaps: [] } as const
        return { side, source: keyOfSource(choice.source) }
      }
      case 'moment': {
        const kept = this.#moments.find(({ id }) => id === choice.id)
        if (kept === undefined) throw new RangeError('this moment is kept no more')
        return kept
      }
    }
  }

  async #now(source: ProxySource, signal: AbortSignal): Promise<Side> {
    const { askOf, files, now } = this.#parts
    const reader =
      source.kind === 'pod' ? new ProxyAnswersReader(askOf(source), now) : await files.answers(source.id)
    const { answers, gaps } = await reader.read(comparable, signal)
    if (source.kind === 'file' && answers.documents === undefined) {
      throw new EnvoyAnswerError(`${source.name} holds no config dump, and only that is compared.`)
    }
    return { kind: 'envoy', dump: answers.dump, readAt: answers.readAt, gaps }
  }
}

/** All configuration, and nothing that is only counted. */
const comparable: readonly AdminQuestion[] = [
  ...questionsOf.listeners,
  ...questionsOf.routes,
  ...questionsOf.clusters,
  ...questionsOf.endpoints,
  ...questionsOf.secrets,
  ...questionsOf.extensions,
  ...questionsOf.bootstrap,
].filter(({ gives }) => gives === 'dump')
