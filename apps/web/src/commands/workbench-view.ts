import { addressBar } from '../documents/address-bar.ts'
import { addressOf } from '../documents/document-address.ts'
import { currentOf } from '../documents/document-history.ts'
import { documents } from '../documents/document-store.ts'
import type { PodOfDocument } from '../documents/document.ts'

/** A pod's view, without saying that it is a document. */
export type PodView = Omit<PodOfDocument, 'view'>

/** The pod whose document is in front. */
export function activePod(): PodView | undefined {
  const document = currentOf(documents.active.history)
  return document.view === 'pod' ? document : undefined
}

export function openPodView({ cluster, pod, show }: PodView, where: 'here' | 'beside'): void {
  documents.open({ view: 'pod', cluster, pod, show }, { place: where })
}

/** Shows something else of the pod whose document is in front, as a step of its own. */
export function changePodView({ cluster, pod, show }: PodView): void {
  documents.change(documents.active.id, { view: 'pod', cluster, pod, show })
}

/** Shows in the explorer what a text finds. */
export function filterExplorer(q: string): void {
  addressBar.filter({ ...addressBar.explorer(), q })
}

/** The address of the active view, to be shared; without the token. */
export function activeAddress(): string {
  return addressBar.address
}

/** The address of a pod's view, to be shared; without the token. */
export function addressOfPod({ cluster, pod, show }: PodView): string {
  return `${location.origin}${addressOf({ view: 'pod', cluster, pod, show })}`
}

/** Hears whenever the active view is another one. */
export function subscribeView(listener: () => void): () => void {
  return documents.subscribe(listener)
}
