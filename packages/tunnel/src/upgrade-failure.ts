import type { TunnelErrorCode } from '@portolan/contract/evidence'
import { readKubernetesStatus } from '@portolan/contract/kubernetes-status'
import { TunnelError } from './tunnel-error.ts'

/**
 * Why the API server answered an upgrade with something else than 101. The
 * texts are those of real API servers, kubelets and runtimes.
 * @param what `port-forward` or `exec`
 */
export function upgradeFailure(status: number, body: string, what: string): TunnelError {
  const answer = readKubernetesStatus(body)
  const said = (answer?.message ?? body).trim()
  const reason = answer?.reason
  const code = upgradeFailureCode(status, said, answer !== undefined)
  return new TunnelError(code, said || silentRefusal(code, status, what), {
    status,
    ...(reason === undefined ? {} : { reason }),
  })
}

function upgradeFailureCode(status: number, said: string, isKubernetes: boolean): TunnelErrorCode {
  if (status === 401) return 'unauthorized'
  // The runtime refuses a subprotocol with a bare 403; RBAC always says who may not do what.
  if (status === 403) return said === '' ? 'protocol-refused' : 'forbidden'
  if (status === 404) return isKubernetes ? 'pod-not-found' : 'upgrade-failed'
  if (status >= 200 && status < 300) return 'protocol-refused'
  const node = nodeFailureCode(said)
  if (node !== undefined) return node
  if (status === 502 || status === 503 || status === 504) return 'api-unreachable'
  return 'upgrade-failed'
}

/** What the way from the API server to the pod's node says; undefined for anything else. */
export function nodeFailureCode(said: string): TunnelErrorCode | undefined {
  if (/does not have a host assigned/.test(said)) return 'pod-not-scheduled'
  if (/^container .* is not valid for pod/.test(said)) return 'no-such-container'
  // "pod not found" with 500 is the runtime's: the object exists, its sandbox has ended.
  if (/pod not found|pod does not exist|container not found|is not running/.test(said))
    return 'pod-not-running'
  if (/dialing backend|no such host|10250/.test(said)) return 'kubelet-unreachable'
  return undefined
}

function silentRefusal(code: TunnelErrorCode, status: number, what: string): string {
  if (code === 'protocol-refused')
    return `the container runtime, or a proxy on the way, refused ${what} over WebSocket (${status} without a word)`
  return `the API server answered ${status} without a word`
}
