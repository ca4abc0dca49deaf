import { useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../i18n/language.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { explained, explanationsQuery } from '../chart/use-explanations.ts'
import type { PortNames } from './port-candidates.ts'

/** What the catalog calls a port, in the reader's language to be shown and in every language to be found. */
export function usePortNames(): (id: string, name: string | undefined) => PortNames {
  const { t } = useTranslation('chart')
  const language = useLanguage()
  const all = useQueries({ queries: languages.map(explanationsQuery) })
  const shown = all[languages.indexOf(language)]?.data
  const records = all.map(({ data }) => data)
  return useCallback(
    (id, name) => {
      const names = records.flatMap((record) => explained(record?.ports, id)?.name ?? [])
      const short = t(`short.${id}`, { defaultValue: '' })
      const own = explained(shown?.ports, id)?.name ?? short
      return {
        shown: name === undefined ? own : `${own} · ${name}`,
        others: [...names, short, id.replaceAll('-', ' ')],
      }
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the records are the same until one is loaded
    [t, shown, ...records],
  )
}
