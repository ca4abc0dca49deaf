import { problem } from '@portolan/contract/problem'
import { routes } from '@portolan/contract/routes'
import { ApiError } from '../../api/api-error.ts'
import { tokenHeader } from '../../api/ask-server.ts'
import { launchToken } from '../session/launch-token.ts'

/** Longest time for one file to be sent and opened, in milliseconds; the server's own limit. */
const deadline = 10 * 60_000

/**
 * Sends a file to be opened as a recording. XMLHttpRequest, because `fetch`
 * does not tell how much of a body was sent.
 * @param options.onSent how much of it, from 0 to 1
 * @returns the name of its cluster
 * @throws ApiError; the signal's reason when it aborts
 */
export function sendRecording(
  file: Blob,
  { signal, onSent }: { readonly signal: AbortSignal; readonly onSent: (share: number) => void },
): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = new XMLHttpRequest()
    request.open('POST', routes.openRecording.path)
    request.timeout = deadline
    // What a browser calls the file depends on the machine; what it is, the server finds out.
    request.setRequestHeader('content-type', 'application/octet-stream')
    const token = launchToken.current()
    if (token !== undefined) request.setRequestHeader(tokenHeader, token)
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total))
    request.addEventListener('load', () => {
      try {
        resolve(clusterOf(request))
      } catch (error) {
        reject(error)
      }
    })
    const unreachable = () => reject(new ApiError({ kind: 'unreachable' }))
    request.addEventListener('error', unreachable)
    request.addEventListener('timeout', unreachable)
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function clusterOf({ status, responseText }: XMLHttpRequest): string {
  const answer = parse(responseText)
  const good = routes.openRecording.answer.safeParse(answer)
  if (status === 200 && good.success) return good.data.cluster
  const refused = problem.safeParse(answer)
  if (refused.success) throw new ApiError({ kind: 'problem', problem: refused.data })
  throw new ApiError({ kind: 'misread', status })
}

function parse(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return json
  } catch {
    return undefined
  }
}
