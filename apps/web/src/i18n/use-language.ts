import { useTranslation } from 'react-i18next'
import { matchLanguage } from './language.ts'
import type { Language } from './language.ts'

/** The language that is shown now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return matchLanguage([i18n.language])
}
