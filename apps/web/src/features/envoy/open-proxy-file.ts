import { queryClient } from '../../api/query-client.ts'
import { documents } from '../../documents/document-store.ts'
import { deskLink } from './worker/desk-link.ts'
import { isGzip } from './worker/unpacked.ts'

/** Whether a file may hold answers of a proxy: an archive, or JSON by its name or its first byte that is no blank. */
async function mayHoldProxies(file: File): Promise<boolean> {
  if ((await isGzip(file)) || /\.json$/i.test(file.name)) return true
  const start = await file.slice(0, 64).text()
  return /^\s*[{[]/.test(start)
}

let opened = 0

/**
 * Opens a file with answers of a proxy, or an archive of them, in a document of its own.
 * @param as the id that it has already, and whether its document is opened
 * @returns false when it is nothing of that, but perhaps a recording
 * @throws UnreadableAnswer
 */
export async function openProxyFile(
  file: File,
  signal: AbortSignal,
  as?: { readonly id: string; readonly isShown: boolean },
): Promise<boolean> {
  if (!(await mayHoldProxies(file))) return false
  const id = as?.id ?? `${Date.now().toString(36)}-${(opened += 1)}`
  const { name } = file
  const { kind } = await deskLink.call('openFile', { id, name, file }, signal)
  if (kind === 'recording') return false
  void queryClient.invalidateQueries({ queryKey: ['envoy-open-files'] })
  // A document that was there before the file was, after a reload.
  void queryClient.invalidateQueries({ queryKey: ['envoy-file'] })
  if (as?.isShown !== false) documents.open({ view: 'proxy-file', id, name })
  return true
}
