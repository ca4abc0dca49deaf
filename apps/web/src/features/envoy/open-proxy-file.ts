import { documents } from '../../documents/document-store.ts'
import { deskLink } from './worker/desk-link.ts'

/**
 * Whether a file is JSON, as a config dump is, and no archive: by its name or its
 * first byte that is no blank.
 */
export async function isProxyFile(file: File): Promise<boolean> {
  if (/\.json$/i.test(file.name)) return true
  const start = await file.slice(0, 64).text()
  return /^\s*[{[]/.test(start)
}

let opened = 0

/** Opens a file with answers of a proxy in a document of its own. @throws UnreadableAnswer */
export async function openProxyFile(file: File): Promise<void> {
  const id = `${Date.now().toString(36)}-${(opened += 1)}`
  await deskLink.call('openFile', { id, name: file.name, file })
  documents.open({ view: 'proxy-file', id, name: file.name })
}
