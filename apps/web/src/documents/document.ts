import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodSearch } from '../features/pod/pod-search.ts'

/** What one tab shows, whole: everything that a link to it has to say. */
export type WorkbenchDocument =
  /** What there is in a cluster; without one, in the one that is chosen. */
  | { readonly view: 'welcome'; readonly cluster?: string }
  | { readonly view: 'pod'; readonly cluster: string; readonly pod: PodRef; readonly show: PodSearch }
  /** The ports of all pods of a cluster; `q` says which, see matrix-search.ts. */
  | { readonly view: 'matrix'; readonly cluster: string; readonly q?: string | undefined }
  /** A file with answers of a proxy, opened in this tab of the browser; after a reload it is to be opened again. */
  | {
      readonly view: 'proxy-file'
      readonly id: string
      readonly name: string
      readonly q?: string | undefined
    }
  /** An address that means nothing here. */
  | { readonly view: 'unknown'; readonly address: string }

export type MatrixOfDocument = Extract<WorkbenchDocument, { view: 'matrix' }>
export type ProxyFileOfDocument = Extract<WorkbenchDocument, { view: 'proxy-file' }>
export type PodOfDocument = Extract<WorkbenchDocument, { view: 'pod' }>

/** Whether two documents are about the same thing, whatever is chosen inside them. */
export function isSameSubject(a: WorkbenchDocument, b: WorkbenchDocument): boolean {
  switch (a.view) {
    case 'welcome':
      return b.view === 'welcome' && a.cluster === b.cluster
    case 'pod':
      return (
        b.view === 'pod' &&
        a.cluster === b.cluster &&
        a.pod.namespace === b.pod.namespace &&
        a.pod.name === b.pod.name
      )
    case 'matrix':
      return b.view === 'matrix' && a.cluster === b.cluster
    case 'proxy-file':
      return b.view === 'proxy-file' && a.id === b.id
    case 'unknown':
      return b.view === 'unknown' && a.address === b.address
  }
}

export function clusterOf(document: WorkbenchDocument | undefined): string | undefined {
  return document === undefined || document.view === 'unknown' || document.view === 'proxy-file'
    ? undefined
    : document.cluster
}
