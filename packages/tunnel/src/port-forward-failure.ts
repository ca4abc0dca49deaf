import type { TunnelErrorCode } from '@portolan/contract/evidence'
import { readKubernetesStatus } from '@portolan/contract/kubernetes-status'
import { TunnelError } from './tunnel-error.ts'

/**
 * Why the API server answered a port-forward with something else than 101.
 * The texts are those of real API servers, kubelets and runtimes.
 */
export function upgradeFailure(status: number, body: string): TunnelError {
  const answer = readKubernetesStatus(body)
  const said = (answer?.message ?? body).trim()
  const reason = answer?.reason
  const code = upgradeFailureCode(status, said, answer !== undefined)
  return new TunnelError(code, said || silentRefusal(code, status), {
    status,
    ...(reason === undefined ? {} : { reason }),
  })
}

function upgradeFailureCode(status: number, said: string, isKubernetes: boolean): TunnelErrorCode {
  if (status === 401) return 'unauthorized'
  // The runtime refuses a subprotocol with a bare 403; RBAC always says who may not do what.
  if (status === 403) return said === '' ? 'protocol-refused' : 'forbidden'
  if (status === 404) return isKubernetes ? 'pod-not-found' : 'upgrade-failed'
  if (/does not have a host assigned/.test(said)) return 'pod-not-scheduled'
  // "pod not found" with 500 is the runtime's: the object exists, its sandbox has ended.
  if (/pod not found|pod does not exist|container not found|is not running/.test(said))
    return 'pod-not-running'
  if (/dialing backend|no such host|10250/.test(said)) return 'kubelet-unreachable'
  if (status >= 200 && status < 300) return 'protocol-refused'
  if (status === 502 || status === 503 || status === 504) return 'api-unreachable'
  return 'upgrade-failed'
}

function silentRefusal(code: TunnelErrorCode, status: number): string {
  if (code === 'protocol-refused')
    return `the container runtime, or a proxy on the way, refused port-forward over WebSocket (${status} without a word)`
  return `the API server answered ${status} without a word`
}

/**
 * What the error channel's text means. It is the runtime's own error, passed
 * through by the kubelet.
 * @see containerd: internal/cri/server/sandbox_portforward_linux.go
 */
export function errorChannelFailure(text: string): TunnelError {
  return new TunnelError(errorChannelCode(text), text.trim())
}

function errorChannelCode(text: string): TunnelErrorCode {
  if (
    /network namespace for sandbox .* is closed|sandbox .*(?:is not running|not found)|pod not found/.test(
      text,
    )
  )
    return 'pod-not-running'
  if (/connection refused|no forward found for port/.test(text)) return 'refused'
  if (/connection reset by peer|broken pipe/.test(text)) return 'reset'
  if (/i\/o timeout|deadline exceeded|connection timed out/.test(text)) return 'timeout'
  return 'upgrade-failed'
}
