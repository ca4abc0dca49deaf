import type { Session } from '@portolan/contract/session'
import { offeredFilePath } from '@portolan/contract/routes'
import { askServer } from '../../api/ask-server.ts'
import { openProxyFile } from '../envoy/open-proxy-file.ts'
import { launchToken } from '../session/launch-token.ts'
import { tellRefusal } from './open-recordings.ts'

/** Longest time for one file to come in, in milliseconds. */
const deadline = 10 * 60_000

const begun = new Set<string>()

/**
 * Opens the files that were named on the command line, as if they were dropped.
 * After a reload they are read again, and shown only where they still were.
 */
export async function openOfferedFiles(files: NonNullable<Session['files']>): Promise<void> {
  for (const { id, name } of files) {
    if (begun.has(id)) continue
    begun.add(id)
    try {
      const signal = AbortSignal.timeout(deadline)
      const token = launchToken.current()
      const response = await askServer({ method: 'GET', path: offeredFilePath(id), token, signal })
      const file = new File([await response.blob()], name)
      await openProxyFile(file, signal, { id, isShown: !wasShown(id) })
    } catch (error) {
      tellRefusal(name, error)
    }
  }
}

/** Whether this tab of the browser has shown it before; from now on it has. */
function wasShown(id: string): boolean {
  const key = `portolan.offered.${id}`
  const was = sessionStorage.getItem(key) !== null
  sessionStorage.setItem(key, '')
  return was
}
