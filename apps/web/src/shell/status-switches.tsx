import { useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { languageNames, languages, matchLanguage } from '../i18n/language.ts'
import { changeLanguage } from '../i18n/start-i18n.ts'
import { useLanguage } from '../i18n/use-language.ts'

export function ColourSwitch() {
  const { t } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <select
      aria-label={t('colours.label')}
      value={colorScheme}
      onChange={({ currentTarget: { value } }) =>
        setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')
      }
    >
      <option value="auto">{t('colours.auto')}</option>
      <option value="light">{t('colours.light')}</option>
      <option value="dark">{t('colours.dark')}</option>
    </select>
  )
}

export function LanguageSwitch() {
  const { t } = useTranslation('shell')
  const language = useLanguage()
  return (
    <select
      aria-label={t('language')}
      value={language}
      onChange={({ currentTarget: { value } }) => void changeLanguage(matchLanguage([value]))}
    >
      {languages.map((one) => (
        <option key={one} value={one} lang={one}>
          {languageNames[one]}
        </option>
      ))}
    </select>
  )
}
