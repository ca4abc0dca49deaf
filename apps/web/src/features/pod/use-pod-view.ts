import type { PodOfDocument } from '../../documents/document.ts'
import { currentOf } from '../../documents/document-history.ts'
import { documents } from '../../documents/document-store.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import type { PodSearch } from './pod-search.ts'

/** Changes what the tab of a pod shows of it: a step of its own, or (`replace`) a detail of the same one. */
export function usePodView(): (
  change: (before: PodOfDocument) => PodOfDocument,
  how?: { readonly replace?: boolean },
) => void {
  const { id } = useThisDocument()
  return (change, how) => {
    // Two changes may come before the next drawing, so the second one builds on the first.
    const open = documents.find(id)
    const before = open && currentOf(open.history)
    if (before?.view === 'pod') documents.change(id, change(before), how)
  }
}

export function withShow(change: Partial<PodSearch>): (before: PodOfDocument) => PodOfDocument {
  return (before) => ({ ...before, show: { ...before.show, ...change } })
}
