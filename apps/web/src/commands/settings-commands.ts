import { languageNames, languages } from '../i18n/language.ts'
import { changeLanguage } from '../i18n/start-i18n.ts'
import type { Command } from './command.ts'

const colours = ['auto', 'light', 'dark'] as const
export type ColourChoice = (typeof colours)[number]

/** @param setColours Mantine's switch, which lives in its provider */
export function settingsCommands(setColours: (choice: ColourChoice) => void): readonly Command[] {
  return [
    ...colours.map((choice): Command => ({
      id: `settings.colours-${choice}`,
      title: (t) => t('commands:settings.colours', { choice: t(`shell:colours.${choice}`) }),
      category: 'settings',
      run: () => setColours(choice),
    })),
    ...languages.map((language): Command => ({
      id: `settings.language-${language.toLowerCase()}`,
      title: (t) => t('commands:settings.language', { language: languageNames[language] }),
      category: 'settings',
      run: () => changeLanguage(language),
    })),
  ]
}
