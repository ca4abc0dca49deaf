import { words } from '@portolan/envoy/words/words'
import type { Word } from '@portolan/envoy/words/words'
import { useLanguage } from '../../i18n/use-language.ts'

const known: Readonly<Record<string, Word>> = words

/** Words of Envoy's vocabulary in the reader's language; one that nobody knows stands for itself. */
export function useWord(): (id: string) => string {
  const language = useLanguage()
  return (id) => (Object.hasOwn(known, id) ? known[id]?.[language] : undefined) ?? id
}
