import type { AccessAnswer } from '@portolan/contract/access'
import type { ClusterClient } from '../cluster/cluster-client.ts'

/**
 * The rights that a command in this pod needs. It travels over a WebSocket,
 * which begins with a GET, so the API server asks for `get`, and from 1.35 on
 * for `create` too. Portolan asks for `create` always: who was not given it was
 * not meant to execute anything.
 * @see https://github.com/kubernetes/kubernetes/pull/134577
 */
export async function execAccess(
  client: ClusterClient,
  namespace: string,
  name: string,
): Promise<readonly AccessAnswer[]> {
  const needs = (['create', 'get'] as const).map((verb) => ({
    verb,
    resource: 'pods',
    subresource: 'exec',
    namespace,
    name,
  }))
  const reviews = await Promise.all(needs.map((need) => client.review(need)))
  return needs.map((need, index) => ({
    need,
    allowed: reviews[index]?.allowed === true,
    reason: reviews[index]?.reason,
    notice: false,
  }))
}
