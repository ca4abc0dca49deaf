import { useTranslation } from 'react-i18next'
import { translate } from '../i18n/start-i18n.ts'
import type { Translate } from './command.ts'

/** Text of every feature by its whole name, drawn again when the language changes. */
export function useTranslate(): Translate {
  useTranslation()
  return translate
}
