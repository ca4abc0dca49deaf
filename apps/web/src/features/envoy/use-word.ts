import type { Sentence } from '@portolan/envoy/trace/trace'
import { words } from '@portolan/envoy/words/words'
import type { Word } from '@portolan/envoy/words/words'
import type { Language } from '../../i18n/language.ts'
import { useLanguage } from '../../i18n/use-language.ts'

const known: Readonly<Record<string, Word>> = words

/** Words of Envoy's vocabulary in the reader's language; one that nobody knows stands for itself. */
export function useWord(): (id: string) => string {
  const language = useLanguage()
  return (id) => wordIn(language, id)
}

export function wordIn(language: Language, id: string): string {
  return (Object.hasOwn(known, id) ? known[id]?.[language] : undefined) ?? id
}

/** Sentences of that vocabulary, with the values that stand in them; a name without a value stays. */
export function useSentence(): (sentence: Sentence) => string {
  const word = useWord()
  return ({ word: id, values = {} }) =>
    word(id).replace(
      /\{(\w+)\}/g,
      (all, name: string) => (Object.hasOwn(values, name) ? values[name] : undefined) ?? all,
    )
}
