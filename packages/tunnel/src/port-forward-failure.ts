import type { TunnelErrorCode } from '@portolan/contract/evidence'
import { TunnelError } from './tunnel-error.ts'

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
