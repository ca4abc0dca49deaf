import type { Explanations } from '@portolan/catalog/explain/explanation'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Language } from '../../i18n/language.ts'
import { useLanguage } from '../../i18n/use-language.ts'

/** The catalog's explanations; each language is a chunk of its own. */
export function explanationsQuery(language: Language) {
  return queryOptions({
    queryKey: ['explanations', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Explanations> => {
      switch (language) {
        case 'en':
          return (await import('@portolan/catalog/explain/en/explanations')).explanations
        case 'zh-CN':
          return (await import('@portolan/catalog/explain/zh-CN/explanations')).explanations
      }
    },
  })
}

export function useExplanations() {
  return useQuery(explanationsQuery(useLanguage()))
}

/** What a record of explanations says of an id that came over the wire; `undefined` for one it does not know. */
export function explained<T>(record: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, id) ? record[id] : undefined
}
