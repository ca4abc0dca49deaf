import type { AdminQuestion } from '@portolan/envoy/ask/admin-question'
import { askServer } from '../../../api/ask-server.ts'
import { fillPath } from '../../../api/fill-path.ts'
import { longestFile } from './file-answers.ts'
import type { ProxySource } from './proxy-source.ts'

/** Longest wait for one answer of a proxy, in milliseconds: a busy Envoy writes a dump of 100 MB in half a minute. */
const deadline = 120_000

/** Longest answer, in bytes: a dump grows to twice and a half of its length while it is read, and a tab holds about 4 GB for all that it keeps. */
const maxBytes = longestFile / 2

const path = '/api/clusters/{cluster}/pods/{namespace}/{pod}/envoy/{question}'

/**
 * Asks the Envoy of a pod through Portolan's server; the answer, as Envoy writes it.
 * @throws ApiError
 */
export async function askPod(
  source: Extract<ProxySource, { kind: 'pod' }>,
  { ask, query }: AdminQuestion,
  how: { readonly token: string | undefined; readonly signal: AbortSignal },
): Promise<Response> {
  const { cluster, namespace, pod } = source
  const filled = fillPath(path, { cluster, namespace, pod, question: ask })
  const search = new URLSearchParams({ ...query, maxBytes: String(maxBytes) })
  return askServer({
    method: 'GET',
    path: `${filled}?${search}`,
    token: how.token,
    signal: AbortSignal.any([how.signal, AbortSignal.timeout(deadline)]),
  })
}
