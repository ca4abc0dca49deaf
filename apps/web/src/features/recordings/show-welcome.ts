import { documents } from '../../documents/document-store.ts'

/** Shows the welcome document of a cluster, or of the chosen one. */
export function showWelcome(cluster?: string): void {
  documents.open(cluster === undefined ? { view: 'welcome' } : { view: 'welcome', cluster })
}
