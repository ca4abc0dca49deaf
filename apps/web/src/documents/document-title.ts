import { isSameSubject } from './document.ts'
import type { WorkbenchDocument } from './document.ts'
import { currentOf } from './document-history.ts'
import type { OpenDocument } from './document-store.ts'

/** What a tab is called, and what tells it from one of the same name. */
export type DocumentTitle = { readonly name: string; readonly hint: string }

/** What documents without a name of their own are called. */
export type TitleWords = { readonly welcome: string; readonly matrix: string; readonly unknown: string }

export function titleOf(document: WorkbenchDocument, words: TitleWords): DocumentTitle {
  switch (document.view) {
    case 'welcome':
      return {
        name: document.cluster ?? words.welcome,
        hint: document.cluster === undefined ? '' : words.welcome,
      }
    case 'pod':
      return { name: document.pod.name, hint: `${document.pod.namespace} · ${document.cluster}` }
    case 'matrix':
      return { name: words.matrix, hint: document.cluster }
    case 'proxy-file':
      return { name: document.name, hint: '' }
    case 'unknown':
      return { name: words.unknown, hint: document.address }
  }
}

/**
 * A tab as it is written and as it is spoken: with its place where another tab
 * has the same name, and counted where the same thing is open more than once.
 */
export function tabTitleOf(
  open: OpenDocument,
  all: readonly OpenDocument[],
  words: TitleWords,
): { readonly name: string; readonly place: string; readonly hint: string; readonly spoken: string } {
  const document = currentOf(open.history)
  const { name, hint: place } = titleOf(document, words)
  const others = all.map(({ history }) => currentOf(history))
  const isAlike = others.some(
    (other) => !isSameSubject(other, document) && titleOf(other, words).name === name,
  )
  const same = all.filter(({ history }) => isSameSubject(currentOf(history), document))
  const copy = same.findIndex(({ id }) => id === open.id) + 1
  const hint = isAlike ? place : ''
  const parts = [name, hint, copy > 1 ? String(copy) : '']
  return { name, place, hint, spoken: parts.filter((part) => part !== '').join(', ') }
}
