import { useActiveDocument } from '../documents/use-documents.ts'
import type { PodView } from './workbench-view.ts'

/** The pod whose document is in front. */
export function useActivePod(): PodView | undefined {
  const document = useActiveDocument()
  return document.view === 'pod' ? document : undefined
}
