import { askServer } from '../../api/ask-server.ts'
import { launchToken } from '../session/launch-token.ts'

/** Longest time for one download, in milliseconds. */
const deadline = 30 * 60_000

/**
 * Downloads a file of our own server and hands it to the browser to be saved.
 * A plain link would not carry the launch token.
 * @throws ApiError
 */
export async function saveFile(path: string, name: string): Promise<void> {
  const signal = AbortSignal.timeout(deadline)
  const response = await askServer({ method: 'GET', path, token: launchToken.current(), signal })
  saveBlob(await response.blob(), name)
}

/** A moment as it stands in a file's name: `20261123T080002Z`. @param at RFC 3339 */
export function momentInName(at: string): string {
  return at.replaceAll(/[-:]|\.\d+/g, '')
}

/** Hands bytes that are here already to the browser to be saved. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 1_000)
}
