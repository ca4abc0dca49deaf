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
 * @returns false when it is nothing of that, but perhaps a recording
 * @throws UnreadableAnswer
 */
export async function openProxyFile(file: File, signal: AbortSignal): Promise<boolean> {
  if (!(await mayHoldProxies(file))) return false
  const id = `${Date.now().toString(36)}-${(opened += 1)}`
  const { name } = file
  const { kind } = await deskLink.call('openFile', { id, name, file }, signal)
  if (kind === 'recording') return false
  void queryClient.invalidateQueries({ queryKey: ['envoy-open-files'] })
  documents.open({ view: 'proxy-file', id, name })
  return true
}
