import { notify } from '../features/panel/notifications.ts'
import { translate } from '../i18n/start-i18n.ts'
import type { Translate } from './command.ts'

/** Copies a text and says so, with the text: one sees what will be pasted. */
export async function copyText(text: string, said: (t: Translate) => string): Promise<void> {
  await navigator.clipboard.writeText(text)
  notify({ kind: 'success', title: said(translate), text })
}
