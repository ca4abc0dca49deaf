import { createInstance } from 'i18next'
import type { FlatNamespace } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Translate } from '../commands/command.ts'
import type { laterMessages as laterEnglish } from './messages/en/later-messages.ts'
import { firstLanguage, keepLanguage, matchLanguage } from './language.ts'
import type { Language } from './language.ts'
import type { messages as english } from './messages/en/messages.ts'

const i18next = createInstance()

/** Text for what is told outside of components; inside one, `useTranslation` follows the language. */
export const translate: Translate = i18next.getFixedT<readonly FlatNamespace[]>(null, [])

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: typeof english & typeof laterEnglish
  }
}

/** Each language is one chunk of its own; nobody loads the other one. */
async function loadMessages(language: Language) {
  switch (language) {
    case 'en':
      return (await import('./messages/en/messages.ts')).messages
    case 'zh-CN':
      return (await import('./messages/zh-CN/messages.ts')).messages
  }
}

async function loadLater(language: Language) {
  switch (language) {
    case 'en':
      return (await import('./messages/en/later-messages.ts')).laterMessages
    case 'zh-CN':
      return (await import('./messages/zh-CN/later-messages.ts')).laterMessages
  }
}

let wantsLater = false

function add(language: Language, messages: Readonly<Record<string, object>>): void {
  for (const [namespace, bundle] of Object.entries(messages)) {
    i18next.addResourceBundle(language, namespace, bundle)
  }
}

/** Starts i18next in the reader's language. Resolves when its messages are there. */
export async function startI18n(): Promise<void> {
  const language = firstLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'shell',
    resources: { [language]: await loadMessages(language) },
    // React escapes by itself.
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language
}

/** Fetches the text of what opens on demand: whoever draws it waits for this. */
export async function loadLaterMessages(): Promise<void> {
  wantsLater = true
  const language = matchLanguage([i18next.language])
  add(language, await loadLater(language))
}

/** Changes to another language, and keeps the choice for the next time. */
export async function changeLanguage(language: Language): Promise<void> {
  add(language, await loadMessages(language))
  if (wantsLater) add(language, await loadLater(language))
  await i18next.changeLanguage(language)
  keepLanguage(language)
  document.documentElement.lang = language
}
