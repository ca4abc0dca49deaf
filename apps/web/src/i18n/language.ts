import { browserShelf } from '../storage/browser-shelves.ts'

/** The languages that are complete. */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** Each language's own name for itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' }

const storageKey = 'portolan.language'

/** The language that was chosen before, else the first of the browser's that is complete. */
export function firstLanguage(): Language {
  const kept = browserShelf.getItem(storageKey)
  return matchLanguage(kept === null ? navigator.languages : [kept])
}

export function keepLanguage(language: Language): void {
  try {
    browserShelf.setItem(storageKey, language)
  } catch {
    // Storage is full: the choice is good until the page is loaded anew.
  }
}

/**
 * The first complete language that answers one of the wanted tags (BCP 47).
 * Every Chinese tag reads Simplified: it is what there is, and nearer than English.
 */
export function matchLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-', 1)[0]
    if (primary === 'zh') return 'zh-CN'
    if (primary === 'en') return 'en'
  }
  return 'en'
}
