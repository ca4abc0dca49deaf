import { compareWords } from './compare-words.ts'
import { listenerWords } from './listener-words.ts'
import { proxyWords } from './proxy-words.ts'
import { traceWords } from './trace-words.ts'
import { upstreamWords } from './upstream-words.ts'

/** A word of Envoy's or Istio's vocabulary, in the languages of the workbench. */
export type Word = { readonly en: string; readonly 'zh-CN': string }

/** Every column and every fact is called by one of these; a term of Envoy keeps its name. */
export const words = {
  ...listenerWords,
  ...upstreamWords,
  ...proxyWords,
  ...compareWords,
  ...traceWords,
} as const satisfies Readonly<Record<string, Word>>

export type WordId = keyof typeof words
