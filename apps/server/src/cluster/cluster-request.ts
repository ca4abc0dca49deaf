import type { Readable } from 'node:stream'
import type { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import * as z from 'zod/mini'
import { ClusterError } from './cluster-error.ts'
import { statusObject } from './kube-objects.ts'

/** How long a watch may take to be accepted, in milliseconds. */
const acceptDeadline = 10_000
/** The longest line of a watch: etcd itself refuses objects above 1.5 MB. */
const longestLine = 8 * 1024 * 1024

const never = new AbortController().signal

/**
 * One light call to the API server.
 * @returns the text of a good answer
 * @throws ClusterError
 */
export async function request(
  access: ApiServerAccess,
  call: {
    readonly method: 'GET' | 'POST' | 'PATCH'
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: unknown
    readonly signal?: AbortSignal
    readonly deadlineMs: number
  },
): Promise<string> {
  const { signal = never, ...rest } = call
  try {
    const { status, text } = await access.restRequest({ ...rest, signal })
    if (status >= 200 && status < 300) return text
    throw refusal(status, text)
  } catch (error) {
    throw asClusterError(error)
  }
}

/**
 * The lines of a streamed answer, as they come. The first one is empty and says
 * that the server accepted the request.
 * @throws ClusterError also when the connection breaks
 */
export async function* stream(
  access: ApiServerAccess,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  try {
    const { status, body } = await access.streamRequest({ path, signal, deadlineMs: acceptDeadline })
    body.setEncoding('utf8')
    if (status !== 200) throw refusal(status, await readStart(body))
    yield ''
    let rest = ''
    for await (const chunk of body) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > longestLine)
        throw new ClusterError('answer-broken', 'The watch sent a line without an end.')
      for (const line of lines) if (line !== '') yield line
    }
  } catch (error) {
    throw asClusterError(error)
  }
}

/**
 * A streamed answer as bytes, as they come; the signal ends it.
 * @param deadlineMs how long its beginning may take
 * @throws ClusterError when it does not begin
 */
export async function openBody(
  access: ApiServerAccess,
  path: string,
  { signal, deadlineMs }: { readonly signal: AbortSignal; readonly deadlineMs: number },
): Promise<Readable> {
  try {
    const { status, body } = await access.streamRequest({ path, signal, deadlineMs })
    // A pod without a node has nothing to say: 204.
    if (status === 200 || status === 204) return body
    const text = await readStart(body)
    // How the API server says that there is no such log: the container has not begun, or had no life before.
    if (status === 400) throw new ClusterError('not-found', statusOf(text).message ?? 'There is no such log.')
    throw refusal(status, text)
  } catch (error) {
    throw asClusterError(error)
  }
}

/** What a body that breaks off throws, in our terms. */
export function brokenBody(error: unknown): ClusterError {
  return asClusterError(error)
}

async function readStart(body: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += String(chunk)
    if (text.length > 64 * 1024) break
  }
  return text
}

/** What a status other than 2xx means, in the words of the `Status` object where there is one. */
function refusal(status: number, text: string): ClusterError {
  const { message: said = `The API server answered ${status}.`, reason } = statusOf(text)
  switch (status) {
    case 401:
      return new ClusterError('cluster-unauthorized', said)
    case 403:
      return new ClusterError('forbidden', said)
    case 404:
      return new ClusterError(reason === 'NotRecorded' ? 'not-recorded' : 'not-found', said)
    case 410:
      return new ClusterError('expired', said)
    default:
      return new ClusterError('cluster-unreachable', said)
  }
}

/** What the API server said, where it said it as a `Status`. */
function statusOf(text: string): Pick<z.infer<typeof statusObject>, 'message' | 'reason'> {
  try {
    return z.safeParse(statusObject, JSON.parse(text)).data ?? {}
  } catch {
    return {}
  }
}

function asClusterError(error: unknown): ClusterError {
  if (error instanceof ClusterError) return error
  if (error instanceof TunnelError) {
    const said = error.code === 'timeout' || error.code === 'credentials-failed'
    return new ClusterError(said ? error.code : 'cluster-unreachable', error.text, error)
  }
  // Whatever a broken connection throws while its body is read (ECONNRESET, premature close).
  if (error instanceof Error && ('code' in error || error.name === 'AbortError')) {
    return new ClusterError(
      'cluster-unreachable',
      `The connection to the API server broke: ${error.message}`,
      error,
    )
  }
  throw error
}
