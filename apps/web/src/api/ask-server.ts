import { problem } from '@portolan/contract/problem'
import { ApiError } from './api-error.ts'

/** The header that the launch token travels in; a foreign page cannot set it. */
export const tokenHeader = 'x-portolan-token'

export type ServerRequest = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly token: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal: AbortSignal
}

/**
 * One request to our own server, good answers only. Works in a page and in a worker.
 * @throws ApiError with the problem that the server named, or `unreachable`; the signal's reason when it aborts
 */
export async function askServer(request: ServerRequest): Promise<Response> {
  const { method, path, token, headers, body, signal } = request
  const response = await fetch(path, {
    method,
    signal,
    redirect: 'error',
    headers: {
      ...headers,
      ...(token === undefined ? {} : { [tokenHeader]: token }),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    },
    // A POST says that it is JSON even when it says nothing else: no foreign page can do that unasked.
    ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
  }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw new ApiError({ kind: 'unreachable' }, error)
  })
  if (!response.ok) throw await readFailure(response, signal)
  return response
}

async function readFailure(response: Response, signal: AbortSignal): Promise<ApiError> {
  const { status } = response
  try {
    const parsed = problem.safeParse(await response.json())
    if (parsed.success) return new ApiError({ kind: 'problem', problem: parsed.data })
  } catch (error) {
    signal.throwIfAborted()
    return new ApiError({ kind: 'misread', status }, error)
  }
  return new ApiError({ kind: 'misread', status })
}
