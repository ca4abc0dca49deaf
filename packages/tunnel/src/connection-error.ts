import { TunnelError } from './tunnel-error.ts'

/** OpenSSL's and Node's codes that mean: somebody answers there, and it is not whom the kubeconfig trusts. */
const certificateCodes =
  /^(?:CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/

/** Says in one sentence why the API server could not be reached or stopped answering. */
export function connectionError(cause: unknown, server: URL): TunnelError {
  if (cause instanceof TunnelError) return cause
  const said = describe(cause)
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const text = certificateCodes.test(code)
    ? `the certificate of the API server at ${server.origin} is not trusted: ${said}`
    : `the API server at ${server.origin} cannot be reached: ${said}`
  return new TunnelError('api-unreachable', text, { cause })
}

/** A connection to a name with several addresses fails with an AggregateError that has no words of its own. */
function describe(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '')
    return [...new Set(cause.errors.map((error: unknown) => describe(error)))].join('; ')
  if (cause instanceof Error) return cause.message || cause.name
  return String(cause)
}
