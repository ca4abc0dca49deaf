import { istiodDumpRoutes } from '@portolan/contract/istiod-dump-routes'
import { askServer } from '../../../api/ask-server.ts'
import { fillPath } from '../../../api/fill-path.ts'
import type { ProxySource } from './proxy-source.ts'

/** istiod generates the configuration anew, which takes it seconds in a large mesh; in milliseconds. */
const deadline = 60_000

/**
 * What istiod would send to a proxy, as text.
 * @throws ApiError; ZodError when the server is another version than this page
 */
export async function askIstiod(
  { cluster, namespace, pod }: Extract<ProxySource, { kind: 'pod' }>,
  how: { readonly token: string | undefined; readonly signal: AbortSignal },
): Promise<string> {
  const { method, path, answer } = istiodDumpRoutes.istiodDump
  const response = await askServer({
    method,
    path: fillPath(path, { cluster, namespace, pod }),
    token: how.token,
    signal: AbortSignal.any([how.signal, AbortSignal.timeout(deadline)]),
  })
  return answer.parse(await response.json()).dump
}
