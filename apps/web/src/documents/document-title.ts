import type { WorkbenchDocument } from './document.ts'

/** What a tab is called, and what tells it from one of the same name. */
export type DocumentTitle = { readonly name: string; readonly hint: string }

/** @param words.welcome what the welcome document is called */
export function titleOf(
  document: WorkbenchDocument,
  words: { readonly welcome: string; readonly unknown: string },
): DocumentTitle {
  switch (document.view) {
    case 'welcome':
      return {
        name: document.cluster ?? words.welcome,
        hint: document.cluster === undefined ? '' : words.welcome,
      }
    case 'pod':
      return { name: document.pod.name, hint: `${document.pod.namespace} · ${document.cluster}` }
    case 'unknown':
      return { name: words.unknown, hint: document.address }
  }
}
